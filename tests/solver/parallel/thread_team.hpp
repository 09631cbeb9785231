// SPDX-License-Identifier: MIT
// A team whose ranks are threads of this process: what MPI does, without a launcher.
#pragma once

#include <barrier>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "dualflow/solver/parallel/team.hpp"

namespace dualflow::solver {

class ThreadTeam : public Team {
public:
    struct Shared {
        explicit Shared(int ranks) : barrier(ranks), from(static_cast<std::size_t>(ranks)) {}
        std::barrier<> barrier;
        std::string sent;
        std::vector<std::string> from;
    };
    ThreadTeam(Shared& shared, int rank) : shared_(shared), rank_(rank) {}

    int rank() const override { return rank_; }
    int size() const override { return static_cast<int>(shared_.from.size()); }
    void broadcast(std::string& bytes) override {
        if (leads()) shared_.sent = bytes;
        shared_.barrier.arrive_and_wait();
        bytes = shared_.sent;
        shared_.barrier.arrive_and_wait();
        moved_ += static_cast<std::int64_t>(bytes.size());
    }
    std::vector<std::string> gather(const std::string& bytes) override {
        shared_.from[static_cast<std::size_t>(rank_)] = bytes;
        shared_.barrier.arrive_and_wait();
        std::vector<std::string> all;
        if (leads()) all = shared_.from;
        shared_.barrier.arrive_and_wait();
        for (const std::string& one : all) moved_ += static_cast<std::int64_t>(one.size());
        return all;
    }
    void abandon(int) override {}

private:
    Shared& shared_;
    int rank_;
};

// Runs `work` on every rank; rank 0 is this thread.
inline void on_ranks(int ranks, const std::function<void(Team&)>& work) {
    ThreadTeam::Shared shared(ranks);
    std::vector<std::thread> others;
    for (int rank = 1; rank < ranks; ++rank)
        others.emplace_back([&shared, &work, rank] {
            ThreadTeam team(shared, rank);
            work(team);
        });
    ThreadTeam team(shared, 0);
    work(team);
    for (std::thread& other : others) other.join();
}

}  // namespace dualflow::solver
