# Carries the built renderer inside the library dualflow_publish; included after the library is declared.
set(report_template "${CMAKE_CURRENT_LIST_DIR}/report_template.html")
set(report_template_cpp "${CMAKE_CURRENT_BINARY_DIR}/report_template.cpp")
add_custom_command(
  OUTPUT "${report_template_cpp}"
  COMMAND "${CMAKE_COMMAND}" "-DINPUT=${report_template}" "-DOUTPUT=${report_template_cpp}"
          -P "${CMAKE_CURRENT_LIST_DIR}/embed.cmake"
  DEPENDS "${report_template}" "${CMAKE_CURRENT_LIST_DIR}/embed.cmake"
  COMMENT "Embedding report_template.html"
  VERBATIM)
target_sources(dualflow_publish PRIVATE "${report_template_cpp}")
target_compile_definitions(dualflow_publish PRIVATE DUALFLOW_VERSION="${PROJECT_VERSION}")
