// SPDX-License-Identifier: MIT
// dualflow docs DIR: writes the generated reference pages. For developers, so not in the help.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <memory>

#include "command.hpp"
#include "dualflow/publish/files.hpp"
#include "pages.hpp"

namespace dualflow::cli {

namespace {

Exit write_pages(const std::filesystem::path& folder, const CLI::App& app) {
    const std::map<std::string, std::string> pages{{"command-line.md", command_line_page(app)},
                                                   {"errors.md", errors_page()},
                                                   {"settings.md", settings_page()},
                                                   {"tables.md", tables_page()}};
    for (const auto& [name, text] : pages) {
        const Result<void, std::string> written = write_whole(folder / name, text);
        if (!written) throw EnvironmentError(written.error());
        print((folder / name).string() + "\n");
    }
    return Exit::done;
}

}  // namespace

void add_docs(CLI::App& app, Session& session) {
    auto folder = std::make_shared<std::string>();
    CLI::App* verb = app.add_subcommand("docs", "Write the generated reference pages");
    verb->group("");  // hidden
    verb->add_option("DIR", *folder, "Folder of the pages")->required();
    verb->callback(
        [folder, &session] { session.run = [=, &session] { return write_pages(*folder, *session.app); }; });
}

}  // namespace dualflow::cli
