// SPDX-License-Identifier: MIT
#include "dualflow/publish/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace dualflow {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

bool write_and_sync(const std::filesystem::path& file, std::string_view text) {
    std::unique_ptr<std::FILE, CloseFile> out(std::fopen(file.c_str(), "wb"));
    return out && std::fwrite(text.data(), 1, text.size(), out.get()) == text.size() &&
           std::fflush(out.get()) == 0 && fsync(fileno(out.get())) == 0;
}

}  // namespace

Result<void, std::string> write_whole(const std::filesystem::path& file, std::string_view text) {
    const auto failed = [&](const std::string& reason) {
        return unexpected(fmt::format("could not write {}: {}", file.string(), reason));
    };
    std::error_code error;
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), error);
    if (error) return failed(error.message());
    const std::filesystem::path part = file.string() + fmt::format(".part-{}", getpid());
    if (!write_and_sync(part, text)) {
        const std::string reason = std::strerror(errno);
        std::filesystem::remove(part, error);
        return failed(reason);
    }
    std::filesystem::rename(part, file, error);
    if (!error) return {};
    const std::string reason = error.message();
    std::filesystem::remove(part, error);
    return failed(reason);
}

}  // namespace dualflow
