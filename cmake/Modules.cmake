# dualflow_module(NAME name DIR folder DEPENDS targets...): a static library of the .cpp files of a
# folder. dualflow_tests(NAME name DIR folder DEPENDS targets... [LABEL label]): its tests, one binary.
# The ctest label is "unit" unless given: fast enough to run under the sanitizers too; the target
# unit_tests builds those.
include_guard()
add_custom_target(unit_tests)

function(dualflow_module)
  cmake_parse_arguments(ARG "" "NAME;DIR" "DEPENDS;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${ARG_DIR}/*.cpp")
  add_library(${ARG_NAME} STATIC ${sources})
  target_include_directories(${ARG_NAME} PUBLIC "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(${ARG_NAME} PUBLIC ${ARG_DEPENDS} tl::expected PRIVATE dualflow_options fmt::fmt ${ARG_PRIVATE})
endfunction()

function(dualflow_tests)
  cmake_parse_arguments(ARG "" "NAME;DIR;LABEL" "DEPENDS" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${ARG_DIR}/*_test.cpp")
  if(sources)
    add_executable(${ARG_NAME} ${sources})
    target_include_directories(${ARG_NAME} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_include_directories(${ARG_NAME} SYSTEM PRIVATE "${RAPIDCHECK_INCLUDE}")
    target_link_libraries(${ARG_NAME} PRIVATE ${ARG_DEPENDS} dualflow_options fmt::fmt
                          "${RAPIDCHECK_LIBRARY}" GTest::gtest_main)
    target_compile_definitions(${ARG_NAME} PRIVATE DUALFLOW_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${ARG_NAME} COMMAND ${ARG_NAME})
    set_tests_properties(${ARG_NAME} PROPERTIES LABELS "${ARG_LABEL}")
    if(ARG_LABEL STREQUAL unit)
      add_dependencies(unit_tests ${ARG_NAME})
    endif()
  endif()
endfunction()
