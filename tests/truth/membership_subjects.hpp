// Subjects of the actions that change groups and apps: several items, each with an end of its own.
#pragma once

#include "subjects.hpp"

namespace truth {

inline constexpr std::string_view kWhose = "noah.fischer@back-demo.example";

inline bool is_member(const Person& now, const std::string& id) { return now.groups.contains(id); }
inline bool is_no_member(const Person& now, const std::string& id) {
  return !now.groups.contains(id);
}
inline bool has_app(const Person& now, const std::string& id) { return now.has_directly(id); }
inline bool has_no_app(const Person& now, const std::string& id) { return !now.apps.contains(id); }

// On Call and Security Champions; Remote and Travel Approvers; AWS and Figma; Lucidchart.
inline constexpr std::string_view kOneToJoin = R"({"groups": ["00gbd3mH3UqtmaFCr5d7"]})";
inline constexpr std::string_view kTwoToJoin =
    R"({"groups": ["00gbd3mH3UqtmaFCr5d7", "00gbdvkUb7keKpQPX5d7"]})";
inline constexpr std::string_view kOneToLeave = R"({"groups": ["00gbdeIGwtXLPByYR5d7"]})";
inline constexpr std::string_view kTwoToLeave =
    R"({"groups": ["00gbdeIGwtXLPByYR5d7", "00gbd4E63L1PTFyCV5d7"]})";
inline constexpr std::string_view kOneToAssign = R"({"apps": ["0oabd2nikOgR8QnGE5d7"]})";
inline constexpr std::string_view kTwoToAssign =
    R"({"apps": ["0oabd2nikOgR8QnGE5d7", "0oabdPQp3O7mod5pM5d7"]})";
inline constexpr std::string_view kOneToUnassign = R"({"apps": ["0oabdhZ7O9vfPiZNA5d7"]})";

constexpr Subject on_groups(std::string_view name, std::string_view action, std::string_view input,
                            bool (*item_is_so)(const Person&, const std::string&), int change_at) {
  Subject subject;
  subject.name = name;
  subject.action = action;
  subject.login = kWhose;
  subject.input = input;
  subject.may_be_applied_twice = true;
  subject.about = Subject::About::groups;
  subject.item_is_so = item_is_so;
  subject.change_at = change_at;
  return subject;
}
constexpr Subject on_apps(std::string_view name, std::string_view action, std::string_view input,
                          bool (*item_is_so)(const Person&, const std::string&), int change_at) {
  Subject subject = on_groups(name, action, input, item_is_so, change_at);
  subject.may_be_applied_twice = false;
  subject.about = Subject::About::apps;
  return subject;
}

}  // namespace truth
