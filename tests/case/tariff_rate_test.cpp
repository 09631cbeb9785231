// SPDX-License-Identifier: MIT
#include "dualflow/case/tariff_rate.hpp"

#include <gtest/gtest.h>

namespace dualflow {
namespace {

Tariff row(const char* origin, const char* prefix, double rate, const char* measure, const char* group = "") {
    Tariff tariff;
    tariff.origin = origin;
    tariff.destination = "US";
    tariff.code_prefix = prefix;
    tariff.rate = rate;
    tariff.measure = measure;
    tariff.stack_group = group;
    return tariff;
}

class DutyShare : public ::testing::Test {
protected:
    DutyShare() {
        for (const char* id : {"US", "CN", "SE"}) {
            Region region;
            region.id = id;
            region.bloc = std::string(id) == "SE" ? "EU" : "";
            c.regions.push_back(region);
        }
        Product part;
        part.id = "gearbox";
        part.tariff_code = "870840";
        c.products = {part};
    }
    double of(std::int32_t origin) const {
        return duty_share(c, RegionId{origin}, RegionId{0}, ProductId{0}, make_date(2027, 6, 1));
    }
    Case c;
    static constexpr std::int32_t cn = 1, se = 2;
};

TEST_F(DutyShare, TakesTheNamedOriginBeforeTheStarThenTheLongestPrefix) {
    c.tariffs = {row("*", "870840", 0.025, "MFN"), row("*", "87", 0.04, "MFN"), row("CN", "87", 0.1, "MFN")};
    EXPECT_DOUBLE_EQ(of(cn), 0.1);
    EXPECT_DOUBLE_EQ(of(se), 0.025);
}

TEST_F(DutyShare, TakesARegionBeforeItsBloc) {
    c.tariffs = {row("EU", "8708", 0.03, "MFN"), row("SE", "87", 0.01, "MFN")};
    EXPECT_DOUBLE_EQ(of(se), 0.01);
}

TEST_F(DutyShare, AddsMeasuresButTakesTheLargestOfAStackingGroup) {
    c.tariffs = {row("*", "87", 0.025, "MFN"), row("CN", "8708", 0.25, "S301"),
                 row("*", "8708", 0.25, "S232", "security"), row("*", "87", 0.1, "S122", "security")};
    EXPECT_DOUBLE_EQ(of(cn), 0.025 + 0.25 + 0.25);
}

TEST_F(DutyShare, CountsAChangeInsideABucketByDays) {
    Tariff early = row("*", "87", 0.1, "MFN"), late = row("*", "87", 0.4, "MFN");
    early.valid_to = late.valid_from = make_date(2027, 1, 11);
    c.tariffs = {early, late};
    const Bucket month{make_date(2027, 1, 1), make_date(2027, 1, 31)};
    EXPECT_DOUBLE_EQ(duty_share(c, RegionId{cn}, RegionId{0}, ProductId{0}, month),
                     (10 * 0.1 + 20 * 0.4) / 30);
}

TEST_F(DutyShare, UsesOnlyRowsOfTheRegimeInForce) {
    Tariff tariff = row("*", "87", 0.25, "S232");
    tariff.regimes = {"T0", "T1"};
    c.tariffs = {tariff};
    c.tariff_regime = "T2";
    EXPECT_EQ(of(cn), 0);
    c.tariff_regime = "T0";
    EXPECT_EQ(of(cn), 0.25);
}

TEST_F(DutyShare, ChargesContentOnlyForItsShareOfTheValue) {
    Tariff tariff = row("*", "87", 0.25, "S232");
    tariff.base = TariffBase::non_us_content;
    c.tariffs = {tariff};
    c.settings.non_us_content = 0.4;
    EXPECT_DOUBLE_EQ(of(cn), 0.1);
}

}  // namespace
}  // namespace dualflow
