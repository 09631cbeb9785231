// SPDX-License-Identifier: MIT
// The only file that sees MPI's header, and the C interface of it alone.
#include "dualflow/solver/parallel/mpi_team.hpp"

#ifdef DUALFLOW_WITH_MPI
#include <mpi.h>
#endif

#include <algorithm>
#include <cstddef>

namespace dualflow::solver {

#ifdef DUALFLOW_WITH_MPI
namespace {

// A message may be longer than an int counts.
constexpr std::size_t most_at_once = std::size_t{1} << 30;

class World : public Team {
public:
    World() {
        int given = 0;
        MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &given);
        MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
        MPI_Comm_size(MPI_COMM_WORLD, &size_);
    }
    ~World() override { MPI_Finalize(); }
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    int rank() const override { return rank_; }
    int size() const override { return size_; }

    void broadcast(std::string& bytes) override {
        unsigned long long size = bytes.size();
        MPI_Bcast(&size, 1, MPI_UNSIGNED_LONG_LONG, 0, MPI_COMM_WORLD);
        bytes.resize(size);
        in_pieces(bytes,
                  [](char* piece, int length) { MPI_Bcast(piece, length, MPI_BYTE, 0, MPI_COMM_WORLD); });
        moved_ += static_cast<std::int64_t>(bytes.size());
    }

    // One after the other in the ranks' order: what rank 0 gets does not depend on who is first.
    std::vector<std::string> gather(const std::string& bytes) override {
        if (rank_ != 0) {
            unsigned long long size = bytes.size();
            MPI_Send(&size, 1, MPI_UNSIGNED_LONG_LONG, 0, 0, MPI_COMM_WORLD);
            std::string copy = bytes;
            in_pieces(copy, [](char* piece, int length) {
                MPI_Send(piece, length, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
            });
            moved_ += static_cast<std::int64_t>(bytes.size());
            return {};
        }
        std::vector<std::string> all{bytes};
        for (int from = 1; from < size_; ++from) {
            unsigned long long size = 0;
            MPI_Recv(&size, 1, MPI_UNSIGNED_LONG_LONG, from, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            std::string received(size, '\0');
            in_pieces(received, [from](char* piece, int length) {
                MPI_Recv(piece, length, MPI_BYTE, from, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            });
            moved_ += static_cast<std::int64_t>(received.size());
            all.push_back(std::move(received));
        }
        return all;
    }

    void abandon(int exit_code) override { MPI_Abort(MPI_COMM_WORLD, exit_code); }

private:
    template <class Act>
    static void in_pieces(std::string& bytes, Act act) {
        for (std::size_t done = 0; done < bytes.size(); done += most_at_once)
            act(bytes.data() + done, static_cast<int>(std::min(most_at_once, bytes.size() - done)));
    }

    int rank_ = 0, size_ = 1;
};

}  // namespace

bool built_with_mpi() {
    return true;
}

std::string mpi_version() {
    char text[MPI_MAX_LIBRARY_VERSION_STRING];
    int length = 0;
    MPI_Get_library_version(text, &length);
    const std::string whole(text, static_cast<std::size_t>(length));
    return whole.substr(0, whole.find_first_of(",\n"));
}

std::unique_ptr<Team> mpi_team() {
    return std::make_unique<World>();
}
#else
bool built_with_mpi() {
    return false;
}

std::string mpi_version() {
    return {};
}

std::unique_ptr<Team> mpi_team() {
    return nullptr;
}
#endif

}  // namespace dualflow::solver
