# One precompiled header for all libraries and one for all test programs, of what nearly every file includes: the standard library,
# Boost and GoogleTest, nothing of ours. It takes a third to half of the compile time away. No target knows of it: back_precompile()
# goes over all there are, once they are. Fuzz targets are built without, so a missing #include is found in ./check --deep.
set(back_common_headers <algorithm> <array> <atomic> <chrono> <condition_variable> <deque> <filesystem> <functional> <map> <memory>
    <mutex> <optional> <span> <stop_token> <string> <string_view> <variant> <vector> <boost/asio/awaitable.hpp> <boost/json.hpp>)

function(back_precompile)
  back_targets(targets)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled/empty.cpp CONTENT "int main() { return 0; }\n")
  # Position-independent as libraries are.
  add_library(back_precompiled OBJECT EXCLUDE_FROM_ALL ${PROJECT_BINARY_DIR}/precompiled/empty.cpp)
  target_link_libraries(back_precompiled PRIVATE Boost::headers)
  target_precompile_headers(back_precompiled PRIVATE ${back_common_headers})
  # Position-independent as executables are.
  add_executable(back_precompiled_tests EXCLUDE_FROM_ALL ${PROJECT_BINARY_DIR}/precompiled/empty.cpp)
  target_link_libraries(back_precompiled_tests PRIVATE Boost::headers GTest::gmock)
  target_precompile_headers(back_precompiled_tests PRIVATE ${back_common_headers} <random> <gmock/gmock.h> <gtest/gtest.h>)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    get_target_property(is_test ${target} BACK_IS_TEST)
    if(type MATCHES "STATIC_LIBRARY|MODULE_LIBRARY|OBJECT_LIBRARY")
      target_precompile_headers(${target} REUSE_FROM back_precompiled)
    elseif(is_test)
      target_precompile_headers(${target} REUSE_FROM back_precompiled_tests)
    endif()
  endforeach()
endfunction()
