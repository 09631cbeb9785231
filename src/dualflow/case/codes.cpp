// SPDX-License-Identifier: MIT
#include "dualflow/case/codes.hpp"

#include <algorithm>
#include <iterator>

namespace dualflow {

namespace {

std::vector<CodeText> all_in_order() {
    std::vector<CodeText> all;
    for (const auto& part : {reading_codes(), meaning_codes(), structure_codes()})
        all.insert(all.end(), part.begin(), part.end());
    std::sort(all.begin(), all.end(), [](const CodeText& a, const CodeText& b) { return a.code < b.code; });
    return all;
}

}  // namespace

const std::vector<CodeText>& code_texts() {
    static const std::vector<CodeText> texts = all_in_order();
    return texts;
}

const CodeText* find_code(std::string_view code) {
    for (const CodeText& text : code_texts())
        if (text.code == code) return &text;
    return nullptr;
}

}  // namespace dualflow
