// SPDX-License-Identifier: MIT
#include "dualflow/solver/smps/stoch_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "dualflow/solver/smps/nodes_section.hpp"

namespace dualflow::solver::smps {
namespace {

constexpr double sum_tolerance = 1e-9;
constexpr const char* nothing_likely = "probabilities that are all 0; expected some above";

// A scenario: its node in every stage, and its figures that are not the core's.
struct Scenario {
    std::vector<Index> node;
    ChangedFigures changed;
};

class Reader {
public:
    Reader(const Lines& lines, const CoreFile& core, StochasticProgram& program)
        : lines_(lines),
          program_(program),
          figures_(lines, core, program.core),
          nodes_(lines, figures_, program.core) {}

    Done run() {
        for (const Line& line : lines_.all()) {
            const std::string word = upper(line.words.front());
            if (word == "ENDATA") {
                if (auto done = lines_.header(line, 1); !done) return done;
                break;
            }
            Done done;
            // A title stands first; later it is a column or set of that name.
            if (section_.empty() && (word == "STOCH" || word == "NAME"))
                continue;
            else if (is_section(line, word))
                done = open(line, word);
            else
                done = take(line, word);
            if (!done) return done;
        }
        if (auto done = leave_block(); !done) return done;
        gather_variables();
        if (!nodes_.empty()) return take_tree();
        if (!program_.tree.empty() && !program_.blocks.empty())
            return unexpected(
                lines_.problem("has SCENARIOS beside INDEP or BLOCKS; expected one or the other"));
        return sum_up();
    }

private:
    static bool is_section(const Line& line, const std::string& word) {
        static const std::vector<std::string> names{"INDEP", "BLOCKS",  "SCENARIOS", "NODES",  "CHANCE",
                                                    "ICC",   "DISTRIB", "SIMPLE",    "ROBUST", "PLINQUAD"};
        return std::find(names.begin(), names.end(), word) != names.end() && line.words.size() <= 4;
    }

    Done open(const Line& line, const std::string& word) {
        if (auto done = leave_block(); !done) return done;
        section_ = word;
        modifier_ = Modifier::replace;
        if (word != "INDEP" && word != "BLOCKS" && word != "SCENARIOS" && word != "NODES")
            return unexpected(lines_.problem(
                line, fmt::format("section {}; expected INDEP, BLOCKS, SCENARIOS or NODES (others are not "
                                  "read)",
                                  word)));
        for (std::size_t i = 1; i < line.words.size(); ++i) {
            const std::string option = upper(line.words[i]);
            if (option == "ADD")
                modifier_ = Modifier::add;
            else if (option == "MULTIPLY")
                modifier_ = Modifier::multiply;
            else if (option != "DISCRETE" && option != "REPLACE")
                return unexpected(lines_.problem(
                    line, fmt::format("{} {}; expected DISCRETE (continuous distributions are not read) and "
                                      "REPLACE, ADD or MULTIPLY",
                                      word, line.words[i])));
        }
        return {};
    }

    Done take(const Line& line, const std::string& word) {
        if (section_.empty() && word == "SC") section_ = "SCENARIOS";  // a file without headers
        if (section_ == "INDEP") return take_variable(line);
        if (section_ == "BLOCKS") return word == "BL" ? open_block(line) : take_changes(line);
        if (section_ == "SCENARIOS") return word == "SC" ? open_scenario(line) : take_changes(line);
        if (section_ == "NODES") return nodes_.take(line, modifier_);
        return unexpected(lines_.problem(
            line, fmt::format("\"{}\"; expected INDEP, BLOCKS, SCENARIOS or NODES", line.words.front())));
    }

    // The changes that a line of a block or scenario makes to what was there before.
    Done take_changes(const Line& line) {
        if (open_ == nullptr)
            return unexpected(lines_.problem(line, "a figure outside of a block or scenario"));
        return figures_.take(line, modifier_, section_ == "SCENARIOS" ? branch_stage_ : block_stage_, *open_);
    }

    // COLUMN ROW VALUE [PERIOD] PROBABILITY, or a bound in place of the first three
    Done take_variable(const Line& line) {
        auto part = figures_.first(line);
        if (!part) return unexpected(part.error());
        const std::size_t more = line.words.size() - part->words;
        if (more != 1 && more != 2)
            return unexpected(lines_.problem(
                line,
                "expected COLUMN ROW VALUE [PERIOD] PROBABILITY, or a bound in place of the first three"));
        const auto chance = figures_.probability(line, line.words.back());
        if (!chance) return unexpected(chance.error());
        if (part->changes.front().kind == Change::Kind::offset)
            return unexpected(lines_.problem(line, random_constant));
        const int stage = program_.core.stage_of(part->changes.front());
        if (more == 2)
            if (auto done = check_period(line, line.words[part->words], part->changes.front()); !done)
                return done;
        if (stage == 0)
            return unexpected(lines_.problem(line,
                                             "a random figure of the first period; expected one that is "
                                             "known only later"));
        for (Change& change : part->changes)
            change.value =
                FigureReader::modified(modifier_, change, program_.core.figure(change), change.value);
        const auto variable = variable_of(line, part->changes, stage);
        if (!variable) return unexpected(variable.error());
        variables_[*variable].realisations.push_back({*chance, std::move(part->changes)});
        return {};
    }

    // Files are found that name a period before that of the row (lands-indep, whose optimum is the same
    // either way); nobody can know which was meant.
    Done check_period(const Line& line, const std::string& name, const Change& change) {
        const auto stage = figures_.stage_named(line, name);
        if (!stage) return unexpected(stage.error());
        const int own = program_.core.stage_of(change);
        const std::string& own_name = program_.core.stage_names[static_cast<std::size_t>(own)];
        if (*stage > own)
            return unexpected(lines_.problem(
                line, fmt::format("a figure of period {} with the later period {}; expected its own",
                                  own_name, name)));
        if (*stage < own && !variable_at_.contains(key_of(change)))
            program_.warnings.push_back(lines_.problem(
                line, fmt::format("a figure of period {0} with the earlier period {1}; read as known in {0} "
                                  "(BLOCKS can say {1})",
                                  own_name, name)));
        return {};
    }

    // Both bounds of an FX are one variable; lines of either of them are its values too.
    Result<std::size_t, Problem> variable_of(const Line& line, const std::vector<Change>& changes,
                                             int stage) {
        std::optional<std::size_t> known;
        for (const Change& change : changes) {
            const auto found = variable_at_.find(key_of(change));
            if (found == variable_at_.end()) continue;
            if (known && *known != found->second)
                return unexpected(
                    lines_.problem(line, "FX of a column whose LO and UP vary apart; expected either"));
            known = found->second;
        }
        if (!known) {
            known = variables_.size();
            variables_.push_back({stage, {}});
            variable_begun_.push_back(&line);
        }
        for (const Change& change : changes) variable_at_.emplace(key_of(change), *known);
        return *known;
    }

    // BL NAME [PERIOD] PROBABILITY
    Done open_block(const Line& line) {
        if (auto done = leave_block(); !done) return done;
        if (line.words.size() != 3 && line.words.size() != 4)
            return unexpected(lines_.problem(line, "expected BL NAME PERIOD PROBABILITY"));
        const auto chance = figures_.probability(line, line.words.back());
        if (!chance) return unexpected(chance.error());
        block_stage_ = 1;
        if (line.words.size() == 4) {
            const auto stage = figures_.stage_named(line, line.words[2]);
            if (!stage) return unexpected(stage.error());
            block_stage_ = *stage;
        }
        if (block_stage_ == 0)
            return unexpected(lines_.problem(line,
                                             "a block of the first period; expected one that is known "
                                             "only later"));
        auto [block, fresh] = block_at_.try_emplace(line.words[1], program_.blocks.size());
        if (fresh) {
            program_.blocks.push_back({block_stage_, {}});
            begun_.push_back(&line);
        }
        block_ = block->second;
        const int first = program_.blocks[*block_].stage;
        if (line.words.size() == 3) block_stage_ = first;
        if (block_stage_ != first)
            return unexpected(lines_.problem(
                line, fmt::format("block {} in period {}; expected that of its first realisation, {}",
                                  line.words[1], line.words[2],
                                  program_.core.stage_names[static_cast<std::size_t>(first)])));
        block_probability_ = *chance;
        block_figures_.clear();
        open_ = &block_figures_;
        return {};
    }

    Done leave_block() {
        if (block_) {
            RandomBlock& known = program_.blocks[*block_];
            // Only now: what ADD and MULTIPLY change is the core's figure, not that of the first realisation.
            if (!known.realisations.empty())
                for (const Change& change : known.realisations.front().changes)
                    block_figures_.try_emplace(key_of(change), change);
            RandomBlock::Realisation realisation{block_probability_, {}};
            for (const auto& [key, change] : block_figures_) realisation.changes.push_back(change);
            known.realisations.push_back(std::move(realisation));
        }
        block_.reset();
        open_ = nullptr;
        return {};
    }

    // SC NAME PARENT PROBABILITY PERIOD
    Done open_scenario(const Line& line) {
        if (line.words.size() != 5)
            return unexpected(lines_.problem(line, "expected SC NAME PARENT PROBABILITY PERIOD"));
        const auto chance = figures_.probability(line, line.words[3]);
        if (!chance) return unexpected(chance.error());
        const auto stage = figures_.stage_named(line, line.words[4]);
        if (!stage) return unexpected(stage.error());
        branch_stage_ = *stage;
        Scenario scenario;
        if (auto done = inherit(line, scenario); !done) return done;
        const int stages = program_.core.stages;
        for (int t = branch_stage_; t < stages; ++t) {
            const Index parent = t == 0 ? -1 : scenario.node[static_cast<std::size_t>(t - 1)];
            scenario.node.push_back(static_cast<Index>(program_.tree.size()));
            program_.tree.push_back({t, parent, 0, {}});
        }
        for (const Index node : scenario.node)
            program_.tree[static_cast<std::size_t>(node)].probability += *chance;
        if (!scenarios_.try_emplace(line.words[1], std::move(scenario)).second)
            return unexpected(lines_.problem(line, fmt::format("scenario {} is there twice", line.words[1])));
        order_.push_back(line.words[1]);
        open_ = &scenarios_.at(line.words[1]).changed;
        return {};
    }

    // Nodes before the branch, and all figures, are the parent's.
    Done inherit(const Line& line, Scenario& scenario) {
        std::string parent = line.words[2];
        std::erase(parent, '\'');
        if (upper(parent) == "ROOT") {
            if (branch_stage_ == 0 && !program_.tree.empty())
                return unexpected(lines_.problem(line,
                                                 "a second scenario that begins in the first period; "
                                                 "expected one first stage"));
            if (branch_stage_ == 0) return {};
            if (program_.tree.empty()) program_.tree.push_back({0, -1, 0, {}});
            scenario.node.push_back(0);
            if (branch_stage_ > 1)
                return unexpected(lines_.problem(line,
                                                 "a scenario that leaves the root after the second period; "
                                                 "expected a parent that goes so far"));
            return {};
        }
        const auto known = scenarios_.find(parent);
        if (known == scenarios_.end())
            return unexpected(lines_.problem(line, fmt::format("no scenario \"{}\" before", line.words[2])));
        if (branch_stage_ == 0)
            return unexpected(lines_.problem(line,
                                             "a scenario that leaves its parent in the first period; "
                                             "expected a later one"));
        scenario.changed = known->second.changed;
        scenario.node.assign(known->second.node.begin(), known->second.node.begin() + branch_stage_);
        return {};
    }

    Done take_tree() {
        if (!program_.tree.empty() || !program_.blocks.empty())
            return unexpected(lines_.problem("has NODES beside another section; expected one or the other"));
        const std::size_t before = program_.warnings.size();
        auto tree = nodes_.tree(program_.warnings);  // warns of sums alone
        program_.sums_to_one = program_.warnings.size() == before;
        if (!tree) return unexpected(tree.error());
        program_.tree = std::move(*tree);
        return {};
    }

    void gather_variables() {
        program_.blocks.insert(program_.blocks.end(), variables_.begin(), variables_.end());
        begun_.insert(begun_.end(), variable_begun_.begin(), variable_begun_.end());
        for (const std::string& name : order_) {
            const Scenario& scenario = scenarios_.at(name);
            for (const auto& [key, change] : scenario.changed) {
                const auto node = static_cast<std::size_t>(
                    scenario.node[static_cast<std::size_t>(program_.core.stage_of(change))]);
                std::vector<Change>& known = program_.tree[node].changes;
                const bool there = std::any_of(known.begin(), known.end(),
                                               [&](const Change& other) { return key_of(other) == key; });
                if (!there) known.push_back(change);
            }
        }
    }

    Done sum_up() {
        for (std::size_t b = 0; b < program_.blocks.size(); ++b) {
            double sum = 0;
            for (const auto& realisation : program_.blocks[b].realisations) sum += realisation.probability;
            if (sum == 0) return unexpected(lines_.problem(*begun_[b], nothing_likely));
            warn_of(sum, fmt::format("block {}", b + 1));
        }
        if (program_.tree.empty()) return {};
        const double sum = program_.tree.front().probability;
        if (sum == 0) return unexpected(lines_.problem(nothing_likely));
        warn_of(sum, "the scenarios");
        program_.tree.front().probability = 1;
        return {};
    }

    void warn_of(double sum, const std::string& what) {
        if (std::abs(sum - 1) <= sum_tolerance) return;
        program_.sums_to_one = false;
        program_.warnings.push_back(
            lines_.problem(fmt::format("the probabilities of {} sum to {:.9g}, not 1", what, sum)));
    }

    const Lines& lines_;
    StochasticProgram& program_;
    FigureReader figures_;
    NodesSection nodes_;
    std::string section_;
    Modifier modifier_ = Modifier::replace;
    ChangedFigures* open_ = nullptr;  // of the block or scenario that is open
    std::vector<RandomBlock> variables_;
    std::vector<const Line*> begun_, variable_begun_;  // where blocks and variables begin
    std::map<FigureKey, std::size_t> variable_at_;
    std::map<std::string, std::size_t> block_at_;
    std::optional<std::size_t> block_;
    int block_stage_ = 1, branch_stage_ = 0;
    double block_probability_ = 0;
    ChangedFigures block_figures_;
    std::map<std::string, Scenario> scenarios_;
    std::vector<std::string> order_;
};

}  // namespace

Done read_stoch(const std::string& file, const CoreFile& core, StochasticProgram& program) {
    const auto lines = Lines::read(file);
    if (!lines) return unexpected(lines.error());
    return Reader(*lines, core, program).run();
}

}  // namespace dualflow::solver::smps
