// SPDX-License-Identifier: MIT
// The bases found so far, to try on futures before a linear program is solved (bunching; see
// dictionary_basis.hpp).
//
// What a future is answered depends on the future, the point, the basis that served it last and the
// dictionary as it was when the sweep began, plus what its own part found before it: parts work on views of
// their own, merged in the parts' order, so that any number of threads gives the same bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "dualflow/solver/stochastic/basis_walk.hpp"
#include "dualflow/solver/stochastic/cut_table.hpp"
#include "dualflow/solver/stochastic/dictionary_basis.hpp"

namespace dualflow::solver {

class BasisDictionary {
public:
    using Id = std::int32_t;
    static constexpr Id none = -1;

    BasisDictionary(const TwoStageProgram& program, RandomSides sides);

    struct Entry {
        std::shared_ptr<const DictionaryBasis> basis;
        std::shared_ptr<const DictionaryBasis::Region> region;  // at the point of move_to()
        std::int64_t used = 0;                                  // by futures, older sweeps counting less
    };

    void move_to(std::span<const double> link);  // a point of the master
    // Brings the cuts there. Needed before highest().
    void set_cuts();
    // Finds out which futures the entries serve there; on several threads. Needed before find().
    void set_regions(const SolveOptions& options, int threads);

    // What one part did with the dictionary.
    struct Found {
        std::vector<Entry> fresh;        // ids from the dictionary's size on
        std::vector<std::int64_t> used;  // by how many futures, of each id
    };
    // An entry of a basis that was found elsewhere, at the point of move_to().
    Entry entry_of(const Basis& basis, const SolveOptions& options) const;
    // Takes over what a part found; its ids become those that come back.
    std::vector<Id> merge(const Found& found);
    // Drops what is used least where there is too much; then what all ids become, `none` where it is gone.
    std::vector<Id> tidy();

    // Entries as they were in another dictionary of the program.
    void restore(const std::vector<Basis>& bases, const std::vector<std::int64_t>& used);

    Id size() const { return static_cast<Id>(entries_.size()); }
    const Entry& entry(Id id) const { return entries_[static_cast<std::size_t>(id)]; }
    const std::vector<Id>& order() const { return order_; }  // alive at the point, most used first
    const RandomSides& sides() const { return sides_; }
    const BunchContext& context() const { return context_; }
    std::span<const double> link() const { return link_; }
    const CutTable& cuts() const { return cuts_; }  // of all entries, at the point

private:
    void sort_by_use();

    RandomSides sides_;
    BunchContext context_;
    std::vector<Entry> entries_;
    std::map<std::string, Id> id_of_;  // by the bytes of a basis
    std::vector<Id> order_;
    CutTable cuts_;
    std::vector<double> link_;
};

// One part's view.
class PartDictionary {
public:
    using Id = BasisDictionary::Id;

    // New entries that take more than `most_fresh_bytes` serve one future and are not kept.
    PartDictionary(const BasisDictionary& dictionary, const SolveOptions& options,
                   std::size_t most_fresh_bytes = std::size_t{4} << 20);

    // An entry that serves the future; `first` is tried first. None: solve it.
    Id find(std::size_t future, Id first);
    // Adds a future to those that the entry found for it serves.
    void add(Id id, double probability);
    double cost(Id id) const;  // of the future last looked at
    Cut cut(Id id) const;      // likewise
    // What a linear program of the future last looked at found; none where it is no basis to keep.
    Id extend(const Basis& basis);
    // A new entry that serves the future last looked at, found by pivots from one that nearly does.
    Id walk(Id last);
    std::int64_t pivots() const { return walk_.pivots(); }
    // Where a solve of the future last looked at may start; null: nowhere in particular.
    const Basis* start(Id last) const;
    // The entry with the highest cut, of the dictionary alone; it must not be empty.
    Id highest(std::size_t future);

    // Σ p·cut, Σ p·cost and the largest relative gap of all that add() was told.
    void sum_up(CutSum& cut, ExactSum& cost, double& worst_gap) const;
    void sum_up_cuts(CutSum& cut) const;  // the first of these alone
    BasisDictionary::Found found() &&;

private:
    const BasisDictionary::Entry& entry(Id id) const;
    bool serves(Id id) const;
    void add_sums(std::size_t id, ExactSum& cost, double& worst_gap) const;
    Id kept(const Basis& basis);
    Id place_for(BasisDictionary::Entry entry);
    bool tired() const;
    void look_at(std::size_t future);

    const BasisDictionary& dictionary_;
    const SolveOptions& options_;
    std::vector<BasisDictionary::Entry> fresh_;
    std::vector<Bunched> bunched_;     // one an id
    std::vector<Id> order_;            // as tried
    std::span<const double> figures_;  // of the future last looked at
    BasisWalk walk_;
    std::int64_t refused_ = 0;  // bases that were no use
    std::size_t most_fresh_bytes_, fresh_bytes_ = 0;
    // Of entries that had to make room for others.
    CutSum dropped_cut_;
    ExactSum dropped_cost_{0};
    double dropped_gap_ = 0;
    std::vector<double> delta_, scratch_;
};

}  // namespace dualflow::solver
