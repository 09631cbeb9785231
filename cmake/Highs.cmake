# HiGHS: the system's where it has at least 1.10, else the one that tools/build_highs.sh keeps in its
# cache. A prefix given by hand (-DDUALFLOW_HIGHS_PREFIX=...) wins; one found by itself is looked up at
# every configure, so that a new recipe is picked up without clearing the build folder.
set(DUALFLOW_HIGHS_PREFIX "" CACHE PATH "prefix of a HiGHS to use instead of the one found")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tools/build_highs.sh")

set(highs_prefix "${DUALFLOW_HIGHS_PREFIX}")
if(NOT highs_prefix)
  execute_process(COMMAND "${PROJECT_SOURCE_DIR}/tools/build_highs.sh" --where
                  OUTPUT_VARIABLE highs_prefix OUTPUT_STRIP_TRAILING_WHITESPACE
                  ERROR_QUIET RESULT_VARIABLE highs_missing)
  if(highs_missing)
    find_package(highs 1.10 QUIET)  # a system HiGHS without a pkg-config file
    if(NOT highs_FOUND)
      message(FATAL_ERROR "HiGHS (at least 1.10) is neither on this system nor built yet. Run\n"
                          "  tools/build_highs.sh\nonce (about 3 minutes), then configure again.")
    endif()
  endif()
endif()

if(NOT "${highs_prefix}" STREQUAL "${DUALFLOW_HIGHS_USED}")
  unset(highs_DIR CACHE)  # found at another place before
endif()
set(DUALFLOW_HIGHS_USED "${highs_prefix}" CACHE INTERNAL "prefix of HiGHS at the last configure")
if(highs_prefix)
  list(PREPEND CMAKE_PREFIX_PATH "${highs_prefix}")
endif()
find_package(highs 1.10 REQUIRED)
message(STATUS "HiGHS ${highs_VERSION} at ${highs_DIR}")
