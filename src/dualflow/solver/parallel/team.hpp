// SPDX-License-Identifier: MIT
// Ranks that work on one problem together: processes started by one launcher (mpirun, srun), on one machine
// or many, or this process alone. Rank 0 leads; the others do what it sends them. MPI is seen by
// mpi_team.cpp only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "dualflow/support/result.hpp"

namespace dualflow::solver {

class Team {
public:
    virtual ~Team() = default;

    virtual int rank() const = 0;
    virtual int size() const = 0;
    bool leads() const { return rank() == 0; }

    // Every rank calls these in the same order; a rank that ends otherwise ends all.
    virtual void broadcast(std::string& bytes) = 0;                         // rank 0's, to all
    virtual std::vector<std::string> gather(const std::string& bytes) = 0;  // on rank 0 all, in their order
    virtual void abandon(int exit_code) = 0;  // ends every rank at once; returns where there is no other

    std::int64_t bytes_moved() const { return moved_; }  // sent and received by this rank

protected:
    std::int64_t moved_ = 0;
};

// This process alone.
std::unique_ptr<Team> team_of_one();

// The ranks that a launcher started, or this process alone. At most once in a process, before threads are
// started. Error, one sentence: there are several, but this program was built without MPI.
Result<std::unique_ptr<Team>, std::string> find_team();

bool built_with_mpi();
std::string mpi_version();  // of the library, one line; empty without

}  // namespace dualflow::solver
