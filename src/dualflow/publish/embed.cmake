# cmake -DINPUT=file -DOUTPUT=file.cpp -P embed.cmake: a file as a byte array in C++, so that the program
# needs no files beside it. Plain CMake: no assembler, no tools.
file(READ "${INPUT}" bytes HEX)
string(LENGTH "${bytes}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "(................................................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
get_filename_component(name "${INPUT}" NAME)
file(WRITE "${OUTPUT}" "// Generated from ${name} by embed.cmake.
#include <cstddef>
namespace dualflow {
extern const unsigned char report_template_bytes[];
extern const std::size_t report_template_size;
const std::size_t report_template_size = ${size};
const unsigned char report_template_bytes[] = {
${bytes}0};
}  // namespace dualflow
")
