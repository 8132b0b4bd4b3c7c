// The Link headers of a list: the answer to each page is a block of lines, blocks are parted by an
// empty line. Whatever they say, the pages that are read are those of the same list at the same
// host, and they come to an end.
#include "http/link.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <string>

#include "http/paging.hpp"
#include "http/wire.hpp"
#include "lines.hpp"
#include "target.hpp"

namespace back::fuzz {
namespace {

using http::Request;
using http::Response;
using http::Scope;
using http::Task;

constexpr std::size_t kMostPages = 12;
constexpr std::string_view kList =
    "https://back-demo.okta.com/api/v1/users?search=a%20eq%20%22b%22";

http::Origin origin() { return {"back-demo.okta.com"}; }

Request first_page() {
  Request request;
  request.path = http::Path{"api", "v1", "users"};
  request.query = http::Query{{"search", "a eq \"b\""}};
  return request;
}

// The n-th page is answered with the n-th block; behind the last block begins the first again.
class Server : public http::Transport {
 public:
  explicit Server(std::string_view blocks) : blocks_(blocks), rest_(blocks) {}

  Task<Response> send(Request& request, Scope&) override {
    check(request);
    ++asked;
    Response page;
    page.status = 200;
    page.body = "[{}]";
    if (rest_.empty()) rest_ = blocks_;
    while (!rest_.empty()) {
      const std::string_view line = take_line(rest_);
      if (line.empty()) break;
      page.headers.add("Link", line);
    }
    co_return page;
  }

  std::size_t asked = 0;

 private:
  void check(const Request& request) const {
    const std::string url = http::url_of(origin(), request);
    std::string_view rest = url;
    require(rest.starts_with(kList), "every page is of the same list at the same host");
    rest.remove_prefix(kList.size());
    if (asked == 0) return require(rest.empty(), "the first page has no cursor");
    require(rest.starts_with("&after=") && rest.size() > 7, "a next page has a cursor");
    rest.remove_prefix(7);
    for (const char c : rest)
      require(c > ' ' && c < '\x7f' && c != '&' && c != '#',
              "a cursor is one value and nothing else");
    require(blocks_.find(rest) != std::string_view::npos, "a cursor is taken as it was given");
  }

  std::string_view blocks_;
  std::string_view rest_;
};

Task<> read_all(http::Pages& pages, Scope& scope, bool& done) {
  std::optional<Response> page = co_await pages.next(scope);
  while (page) page = co_await pages.next(scope);
  done = true;
}

void check_links(std::string_view line) {
  const auto links = http::parse_links(line);
  if (!links) return;
  for (const http::Link& link : *links) {
    const std::string bracketed = '<' + std::string(link.target) + '>';
    require(line.find(bracketed) != std::string_view::npos, "a target stands between < and >");
    require(line.find(link.rel) != std::string_view::npos, "a relation stands in the line");
  }
}

}  // namespace

void link_header(std::string_view input) {
  for (std::string_view rest = input; !rest.empty();) check_links(take_line(rest));

  Server server(input);
  http::Pages pages(server, origin(), first_page(), {.pages = kMostPages});
  Scope scope;
  bool done = false;
  boost::asio::io_context context(1);
  std::exception_ptr problem;
  boost::asio::co_spawn(context, read_all(pages, scope, done),
                        [&](std::exception_ptr thrown) { problem = thrown; });
  context.run();
  if (problem) std::rethrow_exception(problem);
  require(done, "reading the pages comes to an end");
  require(server.asked >= 1 && server.asked <= kMostPages, "no more pages are read than allowed");
  require(pages.complete() || !pages.partial().empty(), "what was not read is told");
}

}  // namespace back::fuzz
