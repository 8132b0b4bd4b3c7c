# What a file compiles is, for nine tenths, inline functions of headers, the same in every file. So the files of a target are
# compiled several at a time (CMake's unity builds), which takes a third to half of the time away. Files that use a name of their
# own for different things stay apart: tools/batches.py reads the names. No target knows of this: back_batch() goes over all there
# are, once they are. If two files of a batch come to disagree on a name, configuring anew (cmake --preset dev) parts them.
# Fuzz targets are built file by file, so what a file lacks and another has is found in ./check --deep.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(back_batch)
  back_targets(targets)
  set(lines "")
  foreach(target IN LISTS targets)
    get_target_property(folder ${target} SOURCE_DIR)
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    foreach(source IN LISTS sources)
      get_filename_component(source ${source} ABSOLUTE BASE_DIR ${folder})
      if(EXISTS ${source})  # else it is made while building: alone
        string(APPEND lines "${target}\t${source}\n")
      endif()
    endforeach()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -Wno-subobject-linkage)  # takes what is included for a header
    endif()
  endforeach()
  file(WRITE ${PROJECT_BINARY_DIR}/sources.txt "${lines}")
  execute_process(COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tools/batches.py
                  INPUT_FILE ${PROJECT_BINARY_DIR}/sources.txt OUTPUT_FILE ${PROJECT_BINARY_DIR}/batches.cmake
                  COMMAND_ERROR_IS_FATAL ANY)
  include(${PROJECT_BINARY_DIR}/batches.cmake)
endfunction()
