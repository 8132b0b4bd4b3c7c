# Every third-party library is found here and nowhere else. The Debian packages are listed in tools/packages.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)  # headers: Asio, Beast, DLL; JSON through boost/json/src.hpp
find_package(CURL 7.88 REQUIRED)
find_package(OpenSSL 3 REQUIRED)   # the emulator's certificates
find_package(yaml-cpp REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)   # the small figures of ./bench
