// SPDX-License-Identifier: MIT
// dualflow explain CODE: what a code of an error or warning means and how to repair it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "dualflow/case/codes.hpp"
#include "dualflow/case/nearest.hpp"
#include "text.hpp"

namespace dualflow::cli {

namespace {

[[noreturn]] void no_such_code(const std::string& code) {
    std::vector<std::string> codes;
    for (const CodeText& text : code_texts()) codes.emplace_back(text.code);
    std::string message = fmt::format("no code \"{}\"\n  = expected a code such as {} or {}", code,
                                      codes.front(), codes.back());
    const std::vector<std::string> nearest = nearest_names(code, codes);
    if (!nearest.empty()) message += "\n  = nearest: " + joined(nearest);
    throw UsageError(message);
}

Exit explain(std::string code, const Globals& globals) {
    std::transform(code.begin(), code.end(), code.begin(), [](unsigned char letter) {
        return static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
    });
    const CodeText* text = find_code(code);
    if (text == nullptr) no_such_code(code);
    if (globals.json) {
        const nlohmann::ordered_json document{{"schema", "dualflow.explain/1"},
                                              {"code", text->code},
                                              {"title", text->title},
                                              {"text", text->text}};
        print(document.dump(2) + "\n");
    } else {
        print(fmt::format("{}: {}\n\n{}\n", text->code, text->title, wrapped(text->text, 80)));
    }
    return Exit::done;
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
    auto code = std::make_shared<std::string>();
    CLI::App* verb = app.add_subcommand("explain", "Explain the code of an error or warning");
    verb->add_option("CODE", *code, "Code, such as E0201")->required();
    verb->callback(
        [code, &session] { session.run = [=, &session] { return explain(*code, session.globals); }; });
}

}  // namespace dualflow::cli
