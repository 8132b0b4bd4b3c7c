# add_plugin(<name> MANIFEST <file.yaml> SOURCES <file>... [LIBRARIES <target>...]
#            [ID <id>] [OUTPUT_DIRECTORY <folder>])
#
# A plugin: the library <name>.so in the folder of plugins. Its manifest is checked strictly while
# building (a fault is a build error with file:line:column) and given to the sources as canonical JSON:
#   #include "<name>_manifest.hpp"   <id>::manifest::kJson, kId, kVersion (std::string_view)
#   #include "<name>_manifest.h"     <ID>_MANIFEST (a char array with a NUL), <ID>_ID, <ID>_VERSION
# The id in the manifest must be ID, which is <name> unless given. Exported is back_plugin_v1 alone.
function(add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MANIFEST;ID;OUTPUT_DIRECTORY" "SOURCES;LIBRARIES")
  if(NOT arg_MANIFEST OR NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "add_plugin(${name}): give MANIFEST and SOURCES")
  endif()
  if(NOT arg_ID)
    set(arg_ID ${name})
  endif()
  if(NOT arg_OUTPUT_DIRECTORY)
    set(arg_OUTPUT_DIRECTORY ${BACK_PLUGIN_DIRECTORY})
  endif()
  get_filename_component(manifest ${arg_MANIFEST} ABSOLUTE BASE_DIR ${PROJECT_SOURCE_DIR})

  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${name}_manifest)
  add_custom_command(
    OUTPUT ${generated}/${name}_manifest.hpp ${generated}/${name}_manifest.h
    COMMAND ${CMAKE_COMMAND} -E make_directory ${generated}
    COMMAND back-manifest embed ${manifest} --id ${arg_ID}
            --cpp ${generated}/${name}_manifest.hpp --c ${generated}/${name}_manifest.h
    DEPENDS back-manifest ${manifest}
    COMMENT "Manifest of ${name}"
    VERBATIM)

  add_library(${name} MODULE ${arg_SOURCES} ${generated}/${name}_manifest.hpp
              ${generated}/${name}_manifest.h)
  target_include_directories(${name} PRIVATE ${generated})
  target_link_libraries(${name} PRIVATE back_plugin_api ${arg_LIBRARIES})
  set_target_properties(${name} PROPERTIES
    PREFIX ""
    LIBRARY_OUTPUT_DIRECTORY ${arg_OUTPUT_DIRECTORY}
    LINK_DEPENDS ${BACK_PLUGIN_EXPORTS})
  target_link_options(${name} PRIVATE
    LINKER:--version-script=${BACK_PLUGIN_EXPORTS}
    LINKER:--exclude-libs,ALL
    LINKER:-Bsymbolic
    LINKER:--as-needed
    $<$<CONFIG:Release>:LINKER:--strip-all>
    LINKER:-z,now,-z,relro,-z,nodelete)
endfunction()

# Everything local but the entry.
set(BACK_PLUGIN_EXPORTS ${PROJECT_BINARY_DIR}/plugin.exports)
file(CONFIGURE OUTPUT ${BACK_PLUGIN_EXPORTS} CONTENT "{\n  global: back_plugin_v1;\n  local: *;\n};\n")
