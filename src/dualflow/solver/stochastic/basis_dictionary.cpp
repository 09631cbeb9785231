// SPDX-License-Identifier: MIT
#include "dualflow/solver/stochastic/basis_dictionary.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "dualflow/solver/parallel/threads.hpp"

namespace dualflow::solver {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20;
constexpr std::size_t most_entries = 4000;
constexpr std::int64_t most_refused = 8;  // bases of a part, before it gives up
constexpr std::size_t starts = 64;        // entries among which a solve looks for its start

std::size_t at(BasisDictionary::Id id) {
    return static_cast<std::size_t>(id);
}

std::string key_of(const Basis& basis) {
    std::string key(basis.columns.begin(), basis.columns.end());
    return key.append(basis.rows.begin(), basis.rows.end());
}

}  // namespace

BasisDictionary::BasisDictionary(const TwoStageProgram& program, RandomSides sides)
    : sides_(std::move(sides)), context_(program, sides_) {}

void BasisDictionary::move_to(std::span<const double> link) {
    const bool same = std::equal(link.begin(), link.end(), link_.begin(), link_.end());
    if (!same) {
        link_.assign(link.begin(), link.end());
        for (Entry& entry : entries_) entry.region.reset();
    }
}

void BasisDictionary::set_cuts() {
    std::vector<const DictionaryBasis*> bases;
    for (const Entry& entry : entries_) bases.push_back(entry.basis.get());
    cuts_.set(context_, bases, link_);
}

void BasisDictionary::set_regions(const SolveOptions& options, int threads) {
    const auto helpful = std::min(static_cast<std::size_t>(threads), entries_.size() / 8);
    on_threads(helpful, entries_.size(), [&](std::size_t /*thread*/, std::size_t k) {
        Entry& entry = entries_[k];
        if (entry.region != nullptr) return;
        entry.region =
            std::make_shared<const DictionaryBasis::Region>(entry.basis->region(context_, link_, options));
    });
    sort_by_use();
}

void BasisDictionary::sort_by_use() {
    order_.clear();
    for (Id id = 0; id < size(); ++id)
        if (entry(id).region->alive) order_.push_back(id);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](Id one, Id other) { return entry(one).used > entry(other).used; });
}

BasisDictionary::Entry BasisDictionary::entry_of(const Basis& basis, const SolveOptions& options) const {
    auto made = DictionaryBasis::of(context_, basis);
    if (!made) throw std::logic_error("a basis that was found on another rank is none here");
    Entry entry{std::make_shared<const DictionaryBasis>(std::move(*made)), nullptr, 0};
    entry.region =
        std::make_shared<const DictionaryBasis::Region>(entry.basis->region(context_, link_, options));
    return entry;
}

std::vector<BasisDictionary::Id> BasisDictionary::merge(const Found& found) {
    std::vector<Id> becomes;
    for (const Entry& entry : found.fresh) {
        const auto [known, fresh] = id_of_.try_emplace(key_of(entry.basis->basis()), size());
        if (fresh) entries_.push_back(entry);
        becomes.push_back(known->second);
    }
    const std::size_t old = found.used.size() - becomes.size();
    for (std::size_t id = 0; id < found.used.size(); ++id)
        entries_[id < old ? id : at(becomes[id - old])].used += found.used[id];
    return becomes;
}

std::vector<BasisDictionary::Id> BasisDictionary::tidy() {
    std::vector<Id> by_use;
    std::size_t bytes = 0;
    for (Id id = 0; id < size(); ++id) {
        Entry& entry = entries_[at(id)];
        entry.used -= entry.used / 4;
        by_use.push_back(id);
        bytes += entry.basis->bytes();
    }
    if (entries_.size() <= most_entries && bytes <= most_bytes) return {};
    std::stable_sort(by_use.begin(), by_use.end(),
                     [&](Id one, Id other) { return entry(one).used < entry(other).used; });
    std::vector<Id> becomes(entries_.size(), 0);
    std::size_t left = entries_.size();
    for (const Id id : by_use) {
        if (left <= most_entries * 3 / 4 && bytes <= most_bytes * 3 / 4) break;
        bytes -= entry(id).basis->bytes();
        --left;
        becomes[at(id)] = none;
    }
    std::vector<Entry> kept;
    id_of_.clear();
    for (Id id = 0; id < size(); ++id) {
        if (becomes[at(id)] == none) continue;
        becomes[at(id)] = static_cast<Id>(kept.size());
        id_of_[key_of(entry(id).basis->basis())] = becomes[at(id)];
        kept.push_back(entry(id));
    }
    entries_ = std::move(kept);
    return becomes;
}

void BasisDictionary::restore(const std::vector<Basis>& bases, const std::vector<std::int64_t>& used) {
    entries_.clear();
    id_of_.clear();
    for (std::size_t k = 0; k < bases.size(); ++k) {
        auto made = DictionaryBasis::of(context_, bases[k]);
        if (!made) continue;  // never: it was made before
        id_of_[key_of(bases[k])] = size();
        entries_.push_back({std::make_shared<const DictionaryBasis>(std::move(*made)), nullptr, used[k]});
    }
}

PartDictionary::PartDictionary(const BasisDictionary& dictionary, const SolveOptions& options,
                               std::size_t most_fresh_bytes)
    : dictionary_(dictionary),
      options_(options),
      bunched_(at(dictionary.size())),
      order_(dictionary.order()),
      walk_(dictionary.context()),
      most_fresh_bytes_(most_fresh_bytes),
      dropped_cut_(dictionary.context().links),
      delta_(dictionary.sides().slots.size()) {}

const BasisDictionary::Entry& PartDictionary::entry(Id id) const {
    return id < dictionary_.size() ? dictionary_.entry(id) : fresh_[at(id - dictionary_.size())];
}

bool PartDictionary::serves(Id id) const {
    const BasisDictionary::Entry& known = entry(id);
    return known.region->alive && known.basis->serves(dictionary_.context(), *known.region, delta_, options_);
}

void PartDictionary::look_at(std::size_t future) {
    figures_ = dictionary_.sides().of(future);
    for (std::size_t v = 0; v < delta_.size(); ++v) delta_[v] = figures_[v] - dictionary_.context().first[v];
}

BasisDictionary::Id PartDictionary::find(std::size_t future, Id first) {
    look_at(future);
    if (first != BasisDictionary::none && serves(first)) return first;
    for (std::size_t k = 0; k < order_.size(); ++k) {
        const Id id = order_[k];
        if (!serves(id)) continue;
        std::swap(order_[k], order_[k / 2]);  // what serves often comes to the front
        return id;
    }
    return BasisDictionary::none;
}

void PartDictionary::add(Id id, double probability) {
    Bunched& bunched = bunched_[at(id)];
    const std::vector<std::uint32_t>& slots = entry(id).basis->slots();
    if (bunched.futures++ == 0) bunched.figure.assign(slots.size(), ExactSum(0));
    bunched.mass.add(probability);
    for (std::size_t k = 0; k < slots.size(); ++k)
        bunched.figure[k].add_product(probability, figures_[slots[k]]);
}

double PartDictionary::cost(Id id) const {
    return entry(id).basis->objective(*entry(id).region, delta_);
}

Cut PartDictionary::cut(Id id) const {
    Bunched alone;
    alone.mass.add(1);
    for (const std::uint32_t slot : entry(id).basis->slots()) alone.figure.emplace_back(figures_[slot]);
    return entry(id).basis->cut(alone);
}

// Where hardly a basis is of use (columns without bounds, say, that leave no cut proved) no more are tried.
bool PartDictionary::tired() const {
    return refused_ > most_refused && refused_ > 4 * static_cast<std::int64_t>(fresh_.size());
}

BasisDictionary::Id PartDictionary::extend(const Basis& basis) {
    if (tired()) return BasisDictionary::none;
    const Id id = kept(basis);
    if (id == BasisDictionary::none) ++refused_;
    return id;
}

BasisDictionary::Id PartDictionary::kept(const Basis& basis) {
    auto made = DictionaryBasis::of(dictionary_.context(), basis);
    if (!made) return BasisDictionary::none;
    BasisDictionary::Entry fresh{std::make_shared<const DictionaryBasis>(std::move(*made)), nullptr, 0};
    fresh.region = std::make_shared<const DictionaryBasis::Region>(
        fresh.basis->region(dictionary_.context(), dictionary_.link(), options_));
    if (!fresh.region->alive || !fresh.basis->serves(dictionary_.context(), *fresh.region, delta_, options_))
        return BasisDictionary::none;
    return place_for(std::move(fresh));
}

// A new id, or where a part has found too much already the last one, whose sums are put aside.
BasisDictionary::Id PartDictionary::place_for(BasisDictionary::Entry entry) {
    fresh_bytes_ += entry.basis->bytes();
    if (fresh_bytes_ > most_fresh_bytes_ && !fresh_.empty()) {
        const std::size_t last = bunched_.size() - 1;
        if (bunched_[last].futures > 0) {
            dropped_cut_.add(fresh_.back().basis->cut(bunched_[last]), 1);
            add_sums(last, dropped_cost_, dropped_gap_);
        }
        fresh_bytes_ -= fresh_.back().basis->bytes();
        fresh_.back() = std::move(entry);
        bunched_[last] = {};
        return static_cast<Id>(last);
    }
    const Id id = dictionary_.size() + static_cast<Id>(fresh_.size());
    fresh_.push_back(std::move(entry));
    bunched_.emplace_back();
    order_.push_back(id);
    std::swap(order_.back(), order_[(order_.size() - 1) / 2]);
    return id;
}

// The one that the future's point would miss least, of those that it may be worth to ask.
const Basis* PartDictionary::start(Id last) const {
    Id best = BasisDictionary::none;
    double least = infinity;
    const auto ask = [&](Id id) {
        if (id == BasisDictionary::none || !entry(id).region->alive) return;
        const double miss = entry(id).basis->miss(*entry(id).region, delta_);
        if (miss >= least) return;
        least = miss;
        best = id;
    };
    ask(last);
    for (std::size_t k = 0; k < std::min(order_.size(), starts); ++k) ask(order_[k]);
    if (best == BasisDictionary::none && last != BasisDictionary::none && entry(last).basis != nullptr)
        best = last;
    return best == BasisDictionary::none ? nullptr : &entry(best).basis->basis();
}

BasisDictionary::Id PartDictionary::walk(Id last) {
    const Basis* from = start(last);
    if (from == nullptr || tired()) return BasisDictionary::none;
    const auto found = walk_.walk(*from, dictionary_.link(), figures_);
    return found ? extend(*found) : BasisDictionary::none;
}

BasisDictionary::Id PartDictionary::highest(std::size_t future) {
    look_at(future);
    return static_cast<Id>(dictionary_.cuts().highest(delta_, scratch_));
}

void PartDictionary::add_sums(std::size_t id, ExactSum& cost, double& worst_gap) const {
    const BasisDictionary::Entry& known = entry(static_cast<Id>(id));
    known.basis->add_cost(dictionary_.context(), *known.region, bunched_[id], cost);
    worst_gap = std::max(worst_gap, std::min(known.region->worst_gap, options_.tolerance));
}

void PartDictionary::sum_up(CutSum& cut, ExactSum& cost, double& worst_gap) const {
    sum_up_cuts(cut);
    for (std::size_t id = 0; id < bunched_.size(); ++id)
        if (bunched_[id].futures > 0) add_sums(id, cost, worst_gap);
    cost.add_product(dropped_cost_, 1);
    worst_gap = std::max(worst_gap, dropped_gap_);
}

void PartDictionary::sum_up_cuts(CutSum& cut) const {
    for (std::size_t id = 0; id < bunched_.size(); ++id)
        if (bunched_[id].futures > 0) cut.add(entry(static_cast<Id>(id)).basis->cut(bunched_[id]), 1);
    cut.add(dropped_cut_.cut(), 1);
}

BasisDictionary::Found PartDictionary::found() && {
    BasisDictionary::Found out;
    out.fresh = std::move(fresh_);
    for (const Bunched& bunched : bunched_) out.used.push_back(bunched.futures);
    return out;
}

}  // namespace dualflow::solver
