// SPDX-License-Identifier: MIT
// Small SMPS files, written for a test into a folder of its own.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "dualflow/solver/smps/read.hpp"
#include "dualflow/solver/stochastic/solve.hpp"

namespace dualflow::solver::smps {

class SmpsFiles : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ =
            std::filesystem::temp_directory_path() /
            ("dualflow_smps_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string file(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return (folder_ / name).string();
    }

    // x ≥ 0 bought at 1; demand d met from x or bought at 3.
    std::string core() const {
        return file(
            "core",
            "NAME  t\nROWS\n N cost\n L limit\n G meet\nCOLUMNS\n x cost 1 limit 1\n x meet 1\n y cost 3 "
            "meet 1\nRHS\n RHS limit 100 meet 10\nENDATA\n");
    }
    std::string time() const { return file("time", "TIME t\nPERIODS LP\n x limit P1\n y meet P2\nENDATA\n"); }

    double optimum(const std::string& stoch_text) const {
        const auto program = read_smps(core(), time(), file("stoch", stoch_text));
        EXPECT_TRUE(program) << (program ? "" : program.error());
        if (!program) return 0;
        return solve_stochastic(*program, {}, {}).objective;
    }
    std::string refusal(const std::string& stoch_text) const {
        const auto program = read_smps(core(), time(), file("stoch", stoch_text));
        return program ? "" : program.error();
    }

    std::filesystem::path folder_;
};

}  // namespace dualflow::solver::smps
