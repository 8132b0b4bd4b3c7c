// A small manifest that uses every part of the language once; tests damage it.
#pragma once

#include <string>

namespace back::contract {

inline const std::string kSample = R"(spec: 1
id: lamp
version: 1.0.0
vendor: Lights
title: Lamp
description: A lamp.
icon: M1 2z
documentation: https://lights.example/doc
host_minor: 0
setup:
  - text: Plug it in.
    link: https://lights.example/plug
connection:
  - {id: teams, type: teams, title: Teams, required: true, minimum: 1, order: 50}
  - {id: room, type: string, title: Room, required: true, example: "12", maximum: 20}
  - {id: key, type: secret, title: Key, placeholder: "K-...", format: token}
  - {id: watts, type: integer, title: Watts, minimum: 1, maximum: 99, default: 5, advanced: true}
sections:
  - {id: light, title: Light}
  - {id: history, title: History, on_demand: true}
option_sources:
  - {id: colours, title: Colours}
actions:
  - id: switch_on
    title: Switch on
    section: light
    description: It gets bright.
    effect: reversible
    input:
      - {id: colours, type: options, title: Colours, source: colours, maximum: 3}
      - id: mode
        type: choice
        title: Mode
        default: warm
        choices:
          - {value: warm, title: Warm}
          - {value: cold, title: Cold, description: Like winter.}
    scopes: [light.write]
    roles: [Electrician]
    undo: switch_off
    pair: switch_off
  - id: switch_off
    title: Switch off
    section: light
    description: It gets dark.
    effect: destructive
    confirmation: Really?
    results:
      - {id: receipt, title: Receipt}
    pair: switch_on
    deadline_seconds: 300
limits: {requests_in_flight: 2, deadline_seconds: 10}
errors:
  - {code: L1, sentence: No bulb., remedy: Screw one in.}
)";

}  // namespace back::contract
