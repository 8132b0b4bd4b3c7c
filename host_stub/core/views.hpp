// The expert's side that only reads: the requester's account, picks, options, actions.
#pragma once

#include "core/state.hpp"

namespace back::host {

std::vector<RequesterView> view_requester(State& state, const std::string& actor,
                                          const std::string& request, const Progress& progress,
                                          const std::stop_token& stop);
// One section that is read on demand, of the integrations that have it; what was seen before stays.
std::vector<RequesterView> view_section(State& state, const std::string& actor,
                                        const std::string& request, const std::string& section,
                                        const Progress& progress, const std::stop_token& stop);
void pick_account(State& state, const std::string& actor, const std::string& request,
                  const std::string& connection, const std::string& account);
void forget_account(State& state, const std::string& actor, const std::string& request,
                    const std::string& connection);
boost::json::object query_options(State& state, const std::string& actor,
                                  const std::string& request, const OptionsQuestion& question,
                                  const std::stop_token& stop);
std::vector<ActionOffer> offer_actions(State& state, const std::string& actor,
                                       const std::string& request, const Progress& progress,
                                       const std::stop_token& stop);

// Puts the account that was picked for the requester over this connection into the context.
std::optional<Pick> apply_pick(const State& state, const ConnectionRecord& record,
                               contract::Context& context);

// What an expert saw last over a connection: the members seen, account and actions of the view.
// Empty if nothing.
boost::json::object last_view(const State& state, const contract::Context& context,
                              const std::string& connection);

}  // namespace back::host
