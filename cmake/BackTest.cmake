# back_test(<name> SOURCES <file>... LIBRARIES <target>... [TIMEOUT <seconds>] [DEEP] [COST <seconds>] [ONE_THREAD])
# One GoogleTest program, one ctest entry. Tests run from the source folder, find shared Okta data through OKTA_DATA and
# write a JSON report that ./check adds up.
# DEEP: its large properties take their number of cases from portion_of() in tests/support/figures.hpp. ./check runs a sample
# under sanitizers, ./check --deep all of them as they ship: in the release build the target "deep" builds these programs, and
# `ctest --preset deep` runs them.
# COST: about how long it takes in full; what takes longest begins first.
# ONE_THREAD: it starts no thread (one would end it), so ThreadSanitizer has nothing to see in it: there it is neither built
# nor run.
function(back_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "DEEP;ONE_THREAD" "TIMEOUT;COST" "SOURCES;LIBRARIES;ENVIRONMENT")
  set(labels "")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} GTest::gmock GTest::gtest_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests BACK_IS_TEST ON)
  if(arg_ONE_THREAD)
    target_link_libraries(${name} PRIVATE back_one_thread)
  endif()
  if(arg_ONE_THREAD AND BACK_SANITIZE MATCHES "thread")
    set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
    return()
  endif()
  set(command ${name} --gtest_brief=1 --gtest_output=json:${PROJECT_BINARY_DIR}/reports/${name}.json)
  if(BACK_TESTS)
    add_test(NAME ${name} COMMAND ${command} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  elseif(arg_DEEP)
    set_property(GLOBAL APPEND PROPERTY BACK_DEEP_PROGRAMS ${name})
    set(arg_TIMEOUT 1800)
    set(labels deep)
    add_test(NAME ${name} COMMAND ${command} CONFIGURATIONS Deep WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  else()
    return()
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "${arg_ENVIRONMENT}" LABELS "${labels}")
  if(arg_COST)
    set_tests_properties(${name} PROPERTIES COST ${arg_COST})
  endif()
endfunction()
