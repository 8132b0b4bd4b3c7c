# One precompiled header for all libraries and one for all test programs, of what nearly every file includes: the standard library,
# Boost and GoogleTest, nothing of ours. It takes a third to half of the compile time away. No target knows of it: back_precompile()
# goes over all there are, once they are. Fuzz targets are built without, so a missing #include is found in ./check --deep.
set(back_common_headers <algorithm> <array> <atomic> <chrono> <functional> <map> <memory> <mutex> <optional> <span> <string>
    <string_view> <variant> <vector> <boost/asio/awaitable.hpp> <boost/json.hpp>)

function(back_precompile)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled/empty.cpp CONTENT "int main() { return 0; }\n")
  # Position-independent as libraries are.
  add_library(back_precompiled OBJECT EXCLUDE_FROM_ALL ${PROJECT_BINARY_DIR}/precompiled/empty.cpp)
  target_link_libraries(back_precompiled PRIVATE Boost::headers)
  target_precompile_headers(back_precompiled PRIVATE ${back_common_headers})
  # Position-independent as executables are.
  add_executable(back_precompiled_tests EXCLUDE_FROM_ALL ${PROJECT_BINARY_DIR}/precompiled/empty.cpp)
  target_link_libraries(back_precompiled_tests PRIVATE Boost::headers GTest::gmock)
  target_precompile_headers(back_precompiled_tests PRIVATE ${back_common_headers} <gmock/gmock.h> <gtest/gtest.h>)
  back_precompile_folder(${PROJECT_SOURCE_DIR})
endfunction()

function(back_precompile_folder folder)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  list(REMOVE_ITEM targets back_precompiled back_precompiled_tests)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    get_target_property(is_test ${target} BACK_IS_TEST)
    get_target_property(sources ${target} SOURCES)
    if(NOT sources MATCHES "\\.cpp")
      continue()  # in C
    endif()
    if(type MATCHES "STATIC_LIBRARY|MODULE_LIBRARY|OBJECT_LIBRARY")
      target_precompile_headers(${target} REUSE_FROM back_precompiled)
    elseif(is_test)
      target_precompile_headers(${target} REUSE_FROM back_precompiled_tests)
    endif()
  endforeach()
  get_property(subfolders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(subfolder IN LISTS subfolders)
    back_precompile_folder(${subfolder})
  endforeach()
endfunction()
