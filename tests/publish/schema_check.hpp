// SPDX-License-Identifier: MIT
// Whether a document keeps to one of the schemas of docs/reference, asked of Python's jsonschema.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

#include "publish/scratch_folder.hpp"

namespace dualflow::testing {

struct SchemaCheck {
    int exit = -1;         // 0 keeps to it, 3 breaks it, else there is no validator
    std::string problems;  // a line each
};

// The python3 of the path may be another than the system's, which has the package python3-jsonschema.
inline SchemaCheck check_schema(const std::string& schema, const std::string& document) {
    const ScratchFolder folder;
    write_text(folder / "document.json", document);
    const std::string source = DUALFLOW_SOURCE_DIR;
    const std::string arguments = " '" + source + "/tests/publish/check_schema.py' '" + source +
                                  "/docs/reference/" + schema + "' '" + (folder / "document.json").string() +
                                  "' 2>&1";
    SchemaCheck out;
    for (const char* python : {"/usr/bin/python3", "python3"}) {
        std::FILE* pipe = popen((python + arguments).c_str(), "r");
        if (pipe == nullptr) continue;
        out.problems.clear();
        std::array<char, 4096> buffer{};
        while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
            out.problems.append(buffer.data(), count);
        const int status = pclose(pipe);
        out.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        if (out.exit == 0 || out.exit == 3) return out;
    }
    return out;
}

}  // namespace dualflow::testing
