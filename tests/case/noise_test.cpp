// SPDX-License-Identifier: MIT
// How demand varies from day to day: what each law needs, and what is refused.
#include <gtest/gtest.h>

#include "case_folder.hpp"

namespace {

using namespace dualflow;
using Places = std::vector<std::string>;

// Demand of 10 a day with the noise cells of one row, beside a stock that has a cost.
struct NoisyFolder : test::CaseFolder {
    explicit NoisyFolder(const std::string& cells, const std::string& stock = "M,engine,2\n") {
        write("inventory.csv", "site,product,holding_cost_per_day\n" + stock);
        write("demand.csv",
              "market,product,from,to,quantity_per_day,lost_sale_cost,noise_dist,noise_cv_per_day,noise_lo,"
              "noise_hi\nM,engine,2027-01-01,2028-01-01,10,5000," +
                  cells + "\n");
    }
    Noise noise() const {
        const auto c = read();
        return c ? c->demand.at(0).noise : Noise{};
    }
    // Those of noise.
    Places warnings() const {
        Places places;
        const auto c = read();
        if (!c) return {"an error"};
        for (const Diagnostic& d : c->warnings)
            if (d.code == "W0727" || d.code == "W0728")
                places.push_back(d.code + " " + d.file + " " + std::to_string(d.row) + " " + d.column);
        return places;
    }
};

TEST(Noise, IsReadByItsLaw) {
    EXPECT_EQ(NoisyFolder(",,,").noise().law, NoiseLaw::none);
    EXPECT_EQ(NoisyFolder("gamma,0,,").noise().law, NoiseLaw::none);
    EXPECT_EQ(NoisyFolder(",0.4,,").noise(), (Noise{NoiseLaw::normal, 0.4, {}, {}}));
    EXPECT_EQ(NoisyFolder("normal,0.4,2,").noise(), (Noise{NoiseLaw::normal, 0.4, 2, {}}));
    EXPECT_EQ(NoisyFolder("gamma,1.4,,40").noise(), (Noise{NoiseLaw::gamma, 1.4, {}, 40}));
    EXPECT_EQ(NoisyFolder("uniform,0.5,,").noise(), (Noise{NoiseLaw::uniform, 0.5, {}, {}}));
    EXPECT_EQ(NoisyFolder("uniform,,5,15").noise(), (Noise{NoiseLaw::uniform, 0, 5, 15}));
    EXPECT_EQ(NoisyFolder("uniform_int,,0,20").noise(), (Noise{NoiseLaw::uniform_int, 0, 0, 20}));
    EXPECT_EQ(NoisyFolder("poisson,,,").noise(), (Noise{NoiseLaw::poisson, 0, {}, {}}));
    EXPECT_EQ(NoisyFolder("negative_binomial,0.5,,").noise(),
              (Noise{NoiseLaw::negative_binomial, 0.5, {}, {}}));
}

TEST(Noise, IsRefusedWhereALawLacksWhatItNeedsOrHasTooMuch) {
    const struct {
        const char *cells, *place;
    } wrong[] = {{"normal,,,", "E0313 demand.csv 2 noise_dist"},
                 {"normal,1.1,,", "E0305 demand.csv 2 noise_cv_per_day"},
                 {"gamma,,,", "E0313 demand.csv 2 noise_dist"},
                 {"gamma,5.1,,", "E0305 demand.csv 2 noise_cv_per_day"},
                 {"gamma,-0.1,,", "E0305 demand.csv 2 noise_cv_per_day"},
                 {"gamma,1,30,20", "E0305 demand.csv 2 noise_lo"},
                 {"gamma,1,10,20", "E0616 demand.csv 2 noise_lo"},
                 {"gamma,1,,10", "E0616 demand.csv 2 noise_hi"},
                 {"uniform,0.6,,", "E0305 demand.csv 2 noise_cv_per_day"},
                 {"uniform,,5,", "E0313 demand.csv 2 noise_dist"},
                 {"uniform,0.3,5,", "E0313 demand.csv 2 noise_lo"},
                 {"uniform,,5,16", "E0616 demand.csv 2 noise_hi"},
                 {"uniform_int,,0,", "E0313 demand.csv 2 noise_dist"},
                 {"uniform_int,0.2,0,20", "E0313 demand.csv 2 noise_cv_per_day"},
                 {"uniform_int,,0.5,20", "E0304 demand.csv 2 noise_lo"},
                 {"uniform_int,,0,21", "E0616 demand.csv 2 noise_hi"},
                 {"poisson,0.3,,", "E0313 demand.csv 2 noise_cv_per_day"},
                 {"poisson,,1,", "E0313 demand.csv 2 noise_lo"},
                 {"negative_binomial,,,", "E0313 demand.csv 2 noise_dist"},
                 {"negative_binomial,0.3,,", "E0616 demand.csv 2 noise_cv_per_day"},
                 {"pareto,1,,", "E0308 demand.csv 2 noise_dist"},
                 {",,1,", "E0313 demand.csv 2 noise_lo"},
                 {",,,30", "E0313 demand.csv 2 noise_hi"}};
    for (const auto& w : wrong) {
        const Places errors = NoisyFolder(w.cells).errors();
        ASSERT_FALSE(errors.empty()) << w.cells;
        EXPECT_EQ(errors.front(), w.place) << w.cells;
    }
}

TEST(Noise, OfAGroupIsRefusedOnce) {
    NoisyFolder folder("");
    folder.append("sites.csv", "M2,market,US,41,-76\n");
    folder.append("lanes.csv", "P,M2,engine,20,3\n");
    folder.write("demand.csv",
                 "market,product,from,to,quantity_per_day,lost_sale_cost,noise_dist\n"
                 "kind:market,engine,2027-01-01,2028-01-01,10,5000,gamma\n");
    EXPECT_EQ(folder.errors(), Places{"E0313 demand.csv 2 noise_dist"});
}

TEST(Noise, IsOffWithItsColumn) {
    NoisyFolder folder("poisson,,,");
    folder.write("case.toml",
                 "name = \"small\"\ncurrency = \"USD\"\nstart = 2027-01-01\ncalendar = \"4 quarters\"\n"
                 "[model]\noff = [\"demand.noise_cv_per_day\"]\n");
    EXPECT_EQ(folder.noise().law, NoiseLaw::none);
    EXPECT_EQ(folder.warnings(), Places{});
}

TEST(Noise, ThatCostsNothingIsWarnedAbout) {
    EXPECT_EQ(NoisyFolder("gamma,0.4,,").warnings(), Places{});
    EXPECT_EQ(NoisyFolder("gamma,0.4,,", "P,engine,2\n").warnings(),
              Places{"W0727 demand.csv 2 noise_cv_per_day"});
    EXPECT_EQ(NoisyFolder("poisson,,,", "M,engine,0\n").warnings(), Places{"W0727 demand.csv 2 noise_dist"});
    NoisyFolder free("gamma,0.4,,");
    free.write(
        "demand.csv",
        "market,product,from,to,quantity_per_day,lost_sale_cost,backlog_cost_per_day,noise_cv_per_day\n"
        "M,engine,2027-01-01,2028-01-01,10,5000,0,0.4\n");
    EXPECT_EQ(free.warnings(), Places{"W0727 demand.csv 2 noise_cv_per_day"});
}

TEST(Noise, BesideSafetyDaysIsWarnedAbout) {
    NoisyFolder folder("gamma,0.4,,");
    folder.write("inventory.csv", "site,product,holding_cost_per_day,safety_days\nM,engine,2,5\n");
    EXPECT_EQ(folder.warnings(), Places{"W0728 inventory.csv 2 safety_days"});
}

}  // namespace
