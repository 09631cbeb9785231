// SPDX-License-Identifier: MIT
#include "dualflow/publish/report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "dualflow/publish/document.hpp"
#include "dualflow/publish/files.hpp"
#include "publish/scratch_folder.hpp"
#include "publish/small_plan.hpp"

namespace dualflow {
namespace {

using testing::read_text;
using testing::ScratchFolder;
using testing::small_case;
using testing::small_plan;
using testing::write_text;

constexpr std::string_view opening = "id=\"dualflow-data\"";

// What a browser finds in the data element: it ends at the first </script.
std::string data_of(const std::string& page) {
    const std::size_t from = page.find('>', page.find(opening)) + 1;
    return page.substr(from, page.find("</script", from) - from);
}

TEST(Report, CarriesTheDocumentInItsDataElement) {
    const ScratchFolder folder;
    const std::string document = plan_document(small_case(), small_plan());
    ASSERT_TRUE(write_report(document, folder / "report.html"));
    const std::string page = read_text(folder / "report.html");
    EXPECT_EQ(page.find("__DUALFLOW_DATA__"), std::string::npos);
    EXPECT_EQ(nlohmann::json::parse(data_of(page)), nlohmann::json::parse(document));
}

TEST(Report, EmbedsTheTemplateByteForByte) {
    const std::string source =
        std::string(DUALFLOW_SOURCE_DIR) + "/src/dualflow/publish/report_template.html";
    EXPECT_TRUE(report_template() == read_text(source));  // a megabyte each: not to be printed
}

TEST(Report, ANameCannotEndTheDataElement) {
    Case c = small_case();
    c.sites[0].name = "</script><script>alert(1)</script><!--";
    const std::string document = plan_document(c, small_plan());
    const std::string page = render_report(document, report_template());
    const auto data = nlohmann::json::parse(data_of(page));
    EXPECT_EQ(data["network"]["sites"][0]["name"], c.sites[0].name);
    EXPECT_EQ(page.find("alert(1)</script>"), std::string::npos);
}

TEST(Report, EscapingChangesNoMeaning) {
    const std::string text = R"({"a<b":"<&>\u2028\"\\</script>","n":[1.5,-2]})";
    const std::string escaped = escape_for_script(text);
    EXPECT_EQ(escaped.find_first_of("<>&"), std::string::npos);
    EXPECT_EQ(nlohmann::json::parse(escaped), nlohmann::json::parse(text));
}

TEST(Report, RefusesATemplateWithoutExactlyOnePlace) {
    EXPECT_EQ(render_report("{}", "a __DUALFLOW_DATA__ b"), "a {} b");
    EXPECT_THROW(render_report("{}", "no place"), std::logic_error);
    EXPECT_THROW(render_report("{}", "__DUALFLOW_DATA__ __DUALFLOW_DATA__"), std::logic_error);
}

TEST(WriteWhole, ReplacesAFileAndLeavesNothingBeside) {
    const ScratchFolder folder;
    write_text(folder / "file", "old");
    ASSERT_TRUE(write_whole(folder / "file", "new"));
    EXPECT_EQ(read_text(folder / "file"), "new");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(WriteWhole, MakesTheFoldersOnTheWay) {
    const ScratchFolder folder;
    ASSERT_TRUE(write_whole(folder.path() / "a" / "b" / "file", "text"));
    EXPECT_EQ(read_text(folder.path() / "a" / "b" / "file"), "text");
}

TEST(WriteWhole, KeepsTheOldFileWhenItFailsAndLeavesNoPart) {
    const ScratchFolder folder;
    std::filesystem::create_directories(folder.path() / "taken" / "by-a-folder");
    const auto result = write_whole(folder / "taken", "new");
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().find((folder / "taken").string()), std::string::npos) << result.error();
    EXPECT_TRUE(std::filesystem::is_directory(folder.path() / "taken" / "by-a-folder"));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(WriteWhole, SaysWhenThePlaceCannotBeWrittenTo) {
    const auto result = write_whole("/dev/null/file", "new");
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().find("/dev/null/file"), std::string::npos) << result.error();
}

}  // namespace
}  // namespace dualflow
