# Language level, warnings, sanitizers and output folders, for every target alike.
set(CMAKE_C_STANDARD 17)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)  # every library may end up inside a plugin
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(BACK_PLUGIN_DIRECTORY ${PROJECT_BINARY_DIR}/plugins)

# What ships is bound when it is loaded (-z now), so that a stub for each function of another library saves nothing. Plugins are
# compiled as a whole when they are linked; programs are not: for them objects hold both kinds of code. GCC numbers what has no name
# in a coroutine's frame anew in each file, and would report every such frame as defined twice (-Wodr).
set(back_release "-O2 -DNDEBUG -fno-plt")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  string(APPEND back_release " -flto -ffat-lto-objects")
  set(CMAKE_MODULE_LINKER_FLAGS_RELEASE "-flto=auto -Wno-odr")
  set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-fno-lto")
endif()
set(CMAKE_C_FLAGS_RELEASE "${back_release}")
set(CMAKE_CXX_FLAGS_RELEASE "${back_release}")
set(CMAKE_C_FLAGS_DEV "-O0 -g1 -fno-omit-frame-pointer")
set(CMAKE_CXX_FLAGS_DEV "-O0 -g1 -fno-omit-frame-pointer")
set(CMAKE_C_FLAGS_FUZZ "-O1 -g1 -fno-omit-frame-pointer")
set(CMAKE_CXX_FLAGS_FUZZ "-O1 -g1 -fno-omit-frame-pointer")

find_program(BACK_CCACHE ccache)
if(BACK_CCACHE)
  # What uses a precompiled header can be kept only so: ccache's manual, "Precompiled headers".
  set(back_launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${BACK_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${back_launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${back_launcher})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
  else()
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  endif()
endif()
find_program(BACK_MOLD mold)
if(BACK_MOLD AND NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  add_link_options(-fuse-ld=mold)
endif()

add_compile_definitions(BOOST_JSON_NO_LIB BOOST_CONTAINER_NO_LIB)  # compiled in plugin_api/json, once
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
                    $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> $<$<COMPILE_LANGUAGE:CXX>:-Woverloaded-virtual>
                    "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms in std::string (GCC bug 105651 and its kin); the sanitized builds find real ones.
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict> $<$<COMPILE_LANGUAGE:CXX>:-Wno-array-bounds>
                      $<$<COMPILE_LANGUAGE:CXX>:-Wno-stringop-overflow>
                      $<$<COMPILE_LANGUAGE:CXX>:-Wno-stringop-overread>)
endif()
if(BACK_WERROR)
  add_compile_options(-Werror)
endif()
if(BACK_SANITIZE)
  add_compile_options(-fsanitize=${BACK_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${BACK_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    add_compile_options(-fno-sanitize=function)  # breaks coroutines in clang 14
  endif()
  if(BACK_SANITIZE MATCHES "thread")
    add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)  # ThreadSanitizer does not know fences
  endif()
else()
  # Coroutine frames come from the heap, which keeps them by size; aligned_alloc would not.
  add_compile_definitions(BOOST_ASIO_DISABLE_STD_ALIGNED_ALLOC BOOST_ASIO_DISABLE_BOOST_ALIGN)
  add_compile_options($<$<CONFIG:Release>:-fstack-protector-strong> $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
  add_link_options(-Wl,-z,relro,-z,now)
endif()
