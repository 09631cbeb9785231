set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

option(DUALFLOW_TESTS "build the tests" ON)
option(DUALFLOW_FUZZ "build the fuzzers (clang only)" OFF)
option(DUALFLOW_COVERAGE "instrument for coverage" OFF)
set(DUALFLOW_SANITIZE "" CACHE STRING "sanitizers, such as address,undefined")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(dualflow_options INTERFACE)
target_compile_options(dualflow_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror
  -ffp-contract=off)  # no fused contraction: the same bits on every machine (docs/reference/model.md)
# g++ 12 sees overlapping copies in "text" + std::string that are not there (GCC bug 105651, gone in 13).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(dualflow_options INTERFACE -Wno-restrict)
endif()
if(DUALFLOW_SANITIZE)
  if(DUALFLOW_SANITIZE MATCHES "thread" AND DUALFLOW_SANITIZE MATCHES "address")
    message(FATAL_ERROR "the thread and address sanitizers cannot be combined")
  endif()
  # Instrumented code makes g++ doubt initialisations inside the standard library (std::regex).
  target_compile_options(dualflow_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  add_compile_options(-fsanitize=${DUALFLOW_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${DUALFLOW_SANITIZE})
endif()
if(DUALFLOW_COVERAGE)
  add_compile_options(--coverage -O0 -g)
  add_link_options(--coverage)
endif()
