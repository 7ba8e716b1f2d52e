# Answer sentences in English: a message for each question of the catalogue, an attribute for each case.
# docs/questions.md describes the cases and the variables.

when = { $tense ->
    [today] now
   *[other] on { $day }
}
by-day = { $tense ->
    [today] {""}
   *[other] {" "}by { $day }
}
is = { $tense ->
    [past] was
   *[other] is
}
are = { $tense ->
    [past] were
   *[other] are
}
has = { $tense ->
    [past] had
   *[other] has
}
seen = { $last-lastSeen-is ->
    [day] on { $last-lastSeen }
   *[other] in { $last-lastSeen }
}
since = { $first-since ->
    [none] {""}
   *[other] , since { $first-since }
}
duration = { $months ->
    [0] { $years ->
        [1] one year
        [2] two years
       *[other] { $years } years
    }
    [6] six months
   *[other] { $months } months
}
for-term = { $term ->
    [none] {""}
   *[other] {" "}for { $term }
}
chair-time = { $first-until ->
    [none] { since }{ $first-since ->
        [none] {""}
       *[other] { for-term }
    }
   *[other] { $first-since ->
        [none] {""}
       *[other] , from { $first-since }
    } until { $first-until }
}
not-approved = { $count ->
    [one] One member of { $actor-the } is
   *[other] { $count } members of { $actor-the } are
} not known to have voted for { $instrument-the } or adopted it{ by-day }; it binds nobody: { $names }.
renamed = { $former } is now { $name-the }.
others = { $others ->
    [one] { $list } and one other
   *[other] { $list } and { $others } others
}
left-out = { $count ->
    [one] One more row is left out, since no source shows that it still holds.
   *[other] { $count } more rows are left out, since no source shows that they still hold.
}

# What a request narrows, for a sentence that does not name it: $value with its forms.
filter-act = act “{ $value }”
filter-actor = concerning { $value-the }
filter-asOf = on { $value }
filter-certainty = { $value ->
    [strict] only what sources date or attest
   *[other] {""}
}
filter-city = in { $value }
filter-during = in { $value }
filter-framework = within { $value-the }
filter-from = from { $value }
filter-funder = funded by { $value-the }
filter-implementer = carried out by { $value-the }
filter-instrument = within { $value-the }
filter-kind = of the kind “{ $value }”
filter-network = network “{ $value }”
filter-of = among the members of { $value-the }
filter-only = only “{ $value }”
filter-other = together with { $value-the }
filter-project = { $value-the }
filter-region = in { $value }
filter-role = in the role “{ $value }”
filter-scope = scope “{ $value }”
filter-since = since { $value }
filter-standing = standing “{ $value }”
filter-state = in { $value-the }
filter-status = that are { $value }
filter-theme = on the theme “{ $value }”
filter-treaty = about { $value-the }
filter-until = until { $value }
filter-via = ties “{ $value }”
filter-who = { $value-the }
filter-with = with { $value-the }
filter-without = not in { $value-the }

# A value that a parameter or a column takes by its name, $key with hyphens for blanks.
choice = { $key ->
    [champion-country] champion country
   *[other] { $name }
}

any =
    .none = Nothing in the graph answers this.
    .over = Nothing is known to hold { when }; known of the past: { $names }.
    .some = { $count ->
        [one] One row answers this: { $names }.
       *[other] { $count } rows answer this: { $names }.
    }
    .unknown = Nothing is known to hold { when }; { $names } was last seen { seen }.

bodies =
    .none = No body of { $actor-the } is known.
    .some = { $actor-the } { has } { $count ->
        [one] one body
       *[other] { $count } bodies
    }: { $names }.

bridges =
    .none = No actor links several mechanisms { when }.
    .some = Actors that link the most mechanisms with little else in common { when }: { $names }.

chairing =
    .none = Nobody is known to chair a mechanism { when }.
    .some = { $count ->
        [one] One chair is known
       *[other] { $count } chairs are known
    } { when }: of { $names }.
    .none-actor = No source shows { $actor-the } as chair of a mechanism { when }.
    .some-actor = { $actor-the } { $tense ->
        [past] chaired
       *[other] chairs
    } { $names } { when }.
    .unknown = No chair is known { when }; { $names } was the last seen to have one, { $last-chair }, { seen }.
    .unknown-actor = { $actor-the } is not known to chair a mechanism { when }. It was last seen as chair of { $names } { seen }.

chairs =
    .none = No source names a chair of { $actor-the }.
    .some = { $names } { $distinct ->
        [one] { $tense ->
            [past] chaired
           *[other] chairs
        }
       *[other] { $tense ->
            [past] chaired
           *[other] chair
        }
    } { $actor-the } { when }{ chair-time }.
    .unknown = Nobody is known to chair { $actor-the } { when }. { $names } was the last known chair{ $last-since ->
        [none] {""}
       *[other] , from { $last-since }{ for-term }
    }; it was last seen { seen }.
    .yes = Yes. { $who-the } { $tense ->
        [past] chaired
       *[other] chairs
    } { $actor-the } { when }{ chair-time }.
    .no = No. No source shows { $who-the } as chair of { $actor-the } { when }.
    .past = Not { when }. { $who-the } chaired { $actor-the }{ $last-since ->
        [none] {""}
       *[other] {" "}from { $last-since }
    }{ $last-until ->
        [none] {""}
       *[other] {" "}until { $last-until }
    }.
    .not-known = Not known. { $who-the } was the last known chair of { $actor-the }, last seen { seen }; no source shows whether that still holds { when }.
    .none-as-none = No one chairs { $actor-the }: it has no chair by design.
    .none-as-host-chairs = No source names a chair of { $actor-the }: the host of each meeting chairs it.
    .period = Known chairs of { $actor-the }, the latest first: { $names }.
    .period-who = Yes. { $who-the } chaired { $actor-the }{ $first-since ->
        [none] {""}
       *[other] {" "}from { $first-since }
    }{ $first-until ->
        [none] {""}
       *[other] {" "}until { $first-until }
    }.
    .no-period = No. No source shows { $who-the } as chair of { $actor-the }.

co-members =
    .none = No actor is known to sit with { $actor-the } { when }.
    .some = Most often with { $actor-the } { when }: { $names }; { $first-shared ->
        [one] one shared mechanism
       *[other] { $first-shared } shared mechanisms
    } with the first.

conflicts =
    .none = No sources are known to disagree.
    .some = { $count ->
        [one] Sources give one value that another source contradicts.
       *[other] Sources give { $count } values that other sources contradict.
    }

cooperation =
    .none = No tie between { $a-the } and { $b-the } is known.
    .some = { $a-the } and { $b-the } are tied in { $count ->
        [one] one way
       *[other] { $count } ways
    }: { $names }.

evidence =
    .none = No source for this is known.
    .some = { $count ->
        [one] One statement says so
       *[other] { $count } statements say so
    }, the newest in { $newest-sources }{ $newest-contentDate ->
        [none] {""}
       *[other] , of { $newest-contentDate }
    }.

gaps =
    .none = No gap is known here.
    .some = { $count ->
        [one] There is one gap
       *[other] There are { $count } gaps
    }: { $names }.

hosts =
    .none = No host of a meeting is known here.
    .some = Meetings were held in { $count ->
        [one] one state: { $names }.
       *[other] { $count } states, the most frequent first: { $names }.
    }
    .some-actor = Meetings of { $actor-the } were held in { $count ->
        [one] one state: { $names }.
       *[other] { $count } states, the most frequent first: { $names }.
    }
    .yes = Yes. { $who-the } hosted { $first-meetings ->
        [one] one such meeting
       *[other] { $first-meetings } such meetings
    }{ $first-last ->
        [none] {""}
       *[other] ; the last: { $first-last }
    }.
    .no = No. No source shows that { $who-the } hosted such a meeting.

initiatives =
    .none = No project or fund of this kind is known.
    .some = { $count ->
        [one] One project or fund is known
       *[other] { $count } projects and funds are known
    }: { $names }.
    .some-project = { $project-the } { $first-funders ->
        [none] has no funder that a source names
       *[other] is funded by { $first-funders-the }
    }{ $first-since ->
        [none] {""}
       *[other] , from { $first-since }
    }{ $first-until ->
        [none] {""}
       *[other] {" "}until { $first-until }
    }; { $first-implementers ->
        [none] no source names who carries it out
       *[other] it is carried out by { $first-implementers-the }
    }.

instruments =
    .none = No document of { $actor-the } is known.
    .some = { $count ->
        [one] One document of { $actor-the } is known
       *[other] { $count } documents of { $actor-the } are known
    }: { $names }.

joined-left =
    .none = No one is known to have joined or left in this period.
    .some = { $count ->
        [one] One change is known
       *[other] { $count } changes are known
    }: { $names }.
    .yes = { $first-change-is ->
        [joined] { $first-member-the } joined { $first-organization-the }
        [gone-by] { $first-member-the } was no longer in { $first-organization-the }
       *[left] { $first-member-the } left { $first-organization-the }
    } { $first-change-is ->
        [gone-by] by { $first-date }
       *[other] { $first-date-is ->
        [day] on { $first-date }
       *[other] in { $first-date }
    }
    } (role: { $first-role }).
    .yes-who-only = { $first-change-is ->
        [joined] { $who-the } joined { $actor-the }
        [gone-by] { $who-the } was no longer in { $actor-the }
       *[left] { $who-the } left { $actor-the }
    } { $first-change-is ->
        [gone-by] by { $first-date }
       *[other] { $first-date-is ->
        [day] on { $first-date }
       *[other] in { $first-date }
    }
    } (role: { $first-role }).
    .no = No. No source shows that { $who-the } joined or left { $actor-the }.
    .no-only-left = No. No source shows that { $who-the } left { $actor-the }.
    .no-only-joined = No. No source shows that { $who-the } joined { $actor-the }.

mechanisms =
    .none = No mechanism of this kind is known.
    .some = { $count ->
        [one] There is one mechanism
       *[other] There are { $count } mechanisms
    }: { $names }{ $count ->
        [one] { $first-founded ->
            [none] {""}
           *[other] , founded: { $first-founded }
        }
       *[other] {""}
    }.
    .some-actor = { $actor-the }: { $first-kind ->
        [none] mechanism
       *[other] { $first-kind }
    }{ $first-founded ->
        [none] {""}
       *[other] ; founded: { $first-founded }
    }{ $first-ended ->
        [none] {""}
       *[other] ; ended: { $first-ended }
    }{ $first-members ->
        [none] {""}
       *[other] ; members known { when }: { $first-members }
    }.
    .some-from = { $count ->
        [one] One mechanism was founded on or after { $from }: { $names }.
       *[other] { $count } mechanisms were founded on or after { $from }: { $names }.
    }
    .some-until = { $count ->
        [one] One mechanism was founded on or before { $until }: { $names }.
       *[other] { $count } mechanisms were founded on or before { $until }: { $names }.
    }
    .some-from-until = { $count ->
        [one] One mechanism was founded from { $from } to { $until }: { $names }.
       *[other] { $count } mechanisms were founded from { $from } to { $until }: { $names }.
    }

meetings =
    .none = No such meeting is known.
    .none-actor = No such meeting of { $actor-the } is known.
    .some = { $count ->
        [one] One meeting is known
       *[other] { $count } meetings are known
    }; the newest is { $first-meeting }{ $first-start ->
        [none] {""}
       *[other] , { $first-start }
    }.
    .some-actor = { $count ->
        [one] One meeting of { $actor-the } is known
       *[other] { $count } meetings of { $actor-the } are known
    }; the newest is { $first-meeting }{ $first-start ->
        [none] {""}
       *[other] , { $first-start }
    }.

members =
    .none = No source shows who { are } in { $actor-the } { when }.
    .some = { $count ->
        [one] One role { is } held in { $actor-the } { when }: by { $names }.
       *[other] { $count } roles { are } held in { $actor-the } { when }, by { $names }.
    }
    .some-role-member = { $actor-the } { has } { $count ->
        [one] one member { when }: { $names }.
       *[other] { $count } members { when }: { $names }.
    }
    .some-role = { $count ->
        [one] { $names } { is } { $role } of { $actor-the } { when }.
       *[other] { $count } actors hold the role “{ $role }” in { $actor-the } { when }: { $names }.
    }
    .unknown = No source shows who { are } in { $actor-the } { when }; { $names } was last seen there { seen }.
    .yes = Yes. { $who-the } { is } in { $actor-the } { when }, as { $first-role }{ since }.
    .no = No. No source shows { $who-the } in { $actor-the } { when }.
    .not-known = Not known. { $who-the } was last seen in { $actor-the } { seen }, and no source shows whether that still holds { when }.
    .no-as-left = No. { $who-the } left { $actor-the } { $absent-is ->
        [day] on { $absent }
       *[other] in { $absent }
    }.
    .no-as-gone-by = No. { $who-the } was no longer in { $actor-the } by { $absent }.
    .no-as-joined-later = No. { $who-the } joined { $actor-the } only { $absent-is ->
        [day] on { $absent }
       *[other] in { $absent }
    }.

memberships =
    .none = No source shows what { $actor-the } { is } in { when }.
    .some = { $actor-the } { is } in { $names } { when }, in { $count ->
        [one] one role
       *[other] { $count } roles
    }.
    .unknown = Nothing shows what { $actor-the } { is } in { when }; it was last seen in { $names }, { seen }.

most-connected =
    .none = Nobody is known to sit in a mechanism { when }.
    .some = Actors in the most mechanisms { when }: { $names }; { $first-mechanisms } for the first.

overlap =
    .none = No two mechanisms share a member.
    .some-actor-other = { $first-a-the } and { $first-b-the } share { $first-shared ->
        [one] one member
       *[other] { $first-shared } members
    } { when }.
    .none-other = No source shows that { $actor-the } and { $other-the } share a member { when }.
    .some = { $first-a-the } and { $first-b-the } overlap most: they share { $first-shared } members.

partners =
    .none = No partner of { $actor-the } is known { when }.
    .some = { $actor-the } { $tense ->
        [past] worked
       *[other] works
    } with { $count ->
        [one] one partner
       *[other] { $count } partners
    } { when }, most closely with { $names }.
    .unknown = No partner of { $actor-the } is known to be current { when }; { $names } was last seen { seen }.

path =
    .none = No chain of cooperation from { $a-the } to { $b-the } is known.
    .some = The shortest chain from { $a-the } to { $b-the } has { $max-step ->
        [one] one step
       *[other] { $max-step } steps
    }; { $distinct ->
        [one] there is one such chain.
       *[other] there are { $distinct } such chains.
    }

secretariats =
    .none = No source names a secretariat, host or support { when }.
    .none-actor = No source names { $actor-the } as secretariat, host or support { when }, or one that serves it.
    .some = { $names } { $distinct ->
        [one] { is } in the role of secretariat, host or support { when }.
       *[other] { are } in the role of secretariat, host or support { when }.
    }
    .some-actor = { $distinct ->
        [one] { $names } serves { $actor-the } { when } as { $first-role }.
       *[other] { $names } serve { $actor-the } { when }, the first as { $first-role }.
    }
    .some-actor-in-organization = { $actor-the } { $tense ->
        [past] served
       *[other] serves
    } { $names } { when }{ $distinct ->
        [one] {" "}as { $first-role }
       *[other] , the first as { $first-role }
    }.
    .unknown = No secretariat, host or support is known { when }; { $names } was last seen in such a role { seen }.
    .unknown-actor = Nobody is known to run the secretariat of { $actor-the } { when }; { $names } was last seen in it { seen }.
    .unknown-actor-in-organization = { $actor-the } is not known to serve as secretariat, host or support { when }; it was last seen in such a role { seen }.
    .yes = Yes. { $who-the } { $tense ->
        [past] served
       *[other] serves
    } { $names } { when }, the first in the role “{ $first-role }”.
    .yes-actor = Yes. { $who-the } { $tense ->
        [past] served
       *[other] serves
    } { $actor-the } { when } in the role “{ $first-role }”{ since }.
    .no = No. No source shows { $who-the } as secretariat, host or support { when }.
    .no-actor = No. No source shows { $who-the } as secretariat, host or support of { $actor-the } { when }.
    .past = Not { when }. { $who-the } had the role “{ $last-role }” in the past.
    .past-actor = Not { when }. { $who-the } served { $actor-the } in the past, in the role “{ $last-role }”.
    .not-known = Not known. { $who-the } was last seen as secretariat, host or support { seen }, and no source shows whether that still holds { when }.
    .not-known-actor = Not known. { $who-the } was last seen in the secretariat of { $actor-the } { seen }, and no source shows whether that still holds { when }.
    .period = { $count ->
        [one] One secretariat, host or support is known: { $names }.
       *[other] { $count } secretariats, hosts or supports are known: { $names }.
    }
    .period-actor = Known in the role of secretariat, host or support of { $actor-the }: { $names }.
    .period-actor-in-organization = { $actor-the } is known in the role of secretariat, host or support of { $names }.
    .period-actor-who = Yes. Sources show { $who-the } as secretariat, host or support of { $actor-the }.
    .none-period = No source names a secretariat, host or support.

shared-members =
    .none = Nobody is known to be in { $actors-the } { when }.
    .none-without = Nobody is known to be in { $actors-the } but not in { $without-the } { when }.
    .some = { $count ->
        [one] One actor is
       *[other] { $count } actors are
    } in { $actors-the } { when }: { $names }.
    .some-without = { $count ->
        [one] One actor is
       *[other] { $count } actors are
    } in { $actors-the } but not in { $without-the } { when }: { $names }.

steering-committee =
    .none = No source shows who sits on the steering committee of { $actor-the }.
    .some = { $count ->
        [one] One actor sits
       *[other] { $count } actors sit
    } on the steering committee of { $actor-the } { when }: { $names }.
    .unknown = Nobody is known to sit on the steering committee of { $actor-the } { when }; { $names } was last seen on it { seen }.
    .yes = Yes. { $who-the } { $tense ->
        [past] sat
       *[other] sits
    } on the steering committee of { $actor-the } { when }{ since }.
    .no = No. No source shows { $who-the } on the steering committee of { $actor-the } { when }.
    .past = Not { when }. { $who-the } sat on the steering committee of { $actor-the } in the past.
    .not-known = Not known. { $who-the } was last seen on the steering committee of { $actor-the } { seen }, and no source shows whether that still holds { when }.
    .period = Known on the steering committee of { $actor-the }, the latest first: { $names }.
    .period-who = Yes. Sources show { $who-the } on the steering committee of { $actor-the }.
    .no-period = No. No source shows { $who-the } on the steering committee of { $actor-the }.

support =
    .none = No organization is known to support a mechanism { when }.
    .none-actor = No source shows that { $actor-the } supports a mechanism { when }.
    .some = Organizations that support the most mechanisms { when }: { $names }; { $first-mechanisms } for the first.
    .some-actor = { $actor-the } { $tense ->
        [past] supported
       *[other] supports
    } { $first-mechanisms ->
        [one] one mechanism
       *[other] { $first-mechanisms } mechanisms
    } { when }: { $first-supported-the }.

themes =
    .none = No theme is known.
    .none-actor = No theme of { $actor-the } is known.
    .none-theme = Nobody is known to work on the theme “{ $theme }”.
    .none-theme-actor = No source shows that { $actor-the } works on the theme “{ $theme }”.
    .some = { $distinct ->
        [one] One theme is known
       *[other] { $distinct } themes are known
    }: { $names }.
    .some-actor = { $actor-the } works on { $names }.
    .some-theme = { $distinct ->
        [one] One actor works
       *[other] { $distinct } actors work
    } on the theme “{ $theme }”: { $names }.
    .some-theme-actor = { $actor-the } works on { $names }.

timeline =
    .none = Nothing dated is known of { $actor-the }.
    .some = { $count ->
        [one] One dated event of { $actor-the } is known
       *[other] { $count } dated events of { $actor-the } are known
    }; { $first-date-tense ->
        [future] planned for { $first-date }
       *[past] the latest is dated { $first-date }
    }: { $first-what }.

parties =
    .none = No party to { $instrument-the } is known { when }.
    .none-as-adopted-later = { $instrument-the } was adopted only { $absent-is ->
        [day] on
       *[other] in
    } { $absent }: no one had joined, signed or approved it { when }.
    .none-as-binds-nobody = { $instrument-the } binds nobody, and no one is known to have voted for it or adopted it.
    .none-act = No actor is known with the act “{ $act }” on { $instrument-the }.
    .some = { $first-acts-is ->
        [for] { $count ->
            [one] One state
           *[other] { $count } states
        } voted for { $instrument-the }{ by-day }; it binds nobody: { $names }.
        [adoption] { $count ->
            [one] One state
           *[other] { $count } states
        } adopted { $instrument-the }{ by-day }; it binds nobody: { $names }.
       *[other] { $count ->
            [one] One party to { $instrument-the } is known { when }: { $names }.
           *[other] { $count } parties to { $instrument-the } are known { when }: { $names }.
        }
    }
    .some-act = { $count ->
        [one] One actor is known with the act “{ $act }” on { $instrument-the }: { $names }.
       *[other] { $count } actors are known with the act “{ $act }” on { $instrument-the }: { $names }.
    }
    .some-act-for = { $count ->
        [one] One actor voted for { $instrument-the }: { $names }.
       *[other] { $count } actors voted for { $instrument-the }: { $names }.
    }
    .some-act-against = { $count ->
        [one] One actor voted against { $instrument-the }: { $names }.
       *[other] { $count } actors voted against { $instrument-the }: { $names }.
    }
    .some-act-abstention = { $count ->
        [one] One actor abstained in the vote on { $instrument-the }: { $names }.
       *[other] { $count } actors abstained in the vote on { $instrument-the }: { $names }.
    }
    .some-act-signature = { $count ->
        [one] One actor signed { $instrument-the }: { $names }.
       *[other] { $count } actors signed { $instrument-the }: { $names }.
    }
    .some-act-ratification = { $count ->
        [one] One actor ratified { $instrument-the }: { $names }.
       *[other] { $count } actors ratified { $instrument-the }: { $names }.
    }
    .some-act-accession = { $count ->
        [one] One actor acceded { $instrument-to }: { $names }.
       *[other] { $count } actors acceded { $instrument-to }: { $names }.
    }

treaties =
    .none = No treaty that binds { $actor-the } is known.
    .none-standing = No treaty toward which { $actor-the } has the standing “{ $standing }” is known { when }.
    .none-treaty-standing = No. No source gives { $actor-the } the standing “{ $standing }” toward { $treaty-the } { when }.
    .none-treaty = No. No source shows that { $actor-the } { is } a party to { $treaty-the }, or signed it or voted on it{ $tense ->
        [today] {""}
       *[other] , by { $day }
    }.
    .unknown = No treaty is known to bind { $actor-the } { when }; { $names } was last seen { seen }.
    .unknown-treaty = Not known. The last trace of { $actor-the } with { $treaty-the } is of { $last-lastSeen }; no source shows whether that still holds { when }.
    .some = { $actor-the } is bound by, signed or voted on { $count ->
        [one] one text
       *[other] { $count } texts
    }: { $names }.
    .some-treaty = { $first-standing-is ->
        [party] Yes. { $actor-the } { is } party to { $treaty-the } { when } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] , since { $first-since }
        }).
        [signatory] No. { $actor-the } signed { $treaty-the }{ $first-signed ->
            [none] {""}
           *[other] {" "}({ $first-signed })
        } but { is } not party to it { when }.
        [left] No. { $actor-the } left { $treaty-the } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }).
        [no-party] No. A source of { $last-lastSeen } names { $actor-the } as no party to { $treaty-the }.
        [voted] { $actor-the } voted on { $treaty-the } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }).
       *[other] { $actor-the } acted on { $treaty-the } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }).
    }
    .some-standing-party = { $actor-the } { $count ->
        [one] is party to one text { when }
       *[other] is party to { $count } texts { when }
    }: { $names }.
    .some-standing-signed = { $actor-the } signed { $count ->
        [one] one text
       *[other] { $count } texts
    }: { $names }.
    .some-standing-not-ratified = { $actor-the } signed { $count ->
        [one] one text
       *[other] { $count } texts
    } without being known to be bound { when }: { $names }.
    .none-as-not-listed = No. The list of parties to { $treaty-the } is complete up to { $absent }, and { $actor-the } is not in it.
    .none-as-not-listed-until = Not known since { $absent }. Up to that date the list of parties to { $treaty-the } is complete, and { $actor-the } is not in it.

not-parties =
    .none-as-no-member = No member of { $actor-the } is known { when }.
    .none = No member of { $actor-the } is known to be outside { $instrument-the } { when }.
    .some = { $first-known-is ->
        [approved-later] { not-approved }
        [voted-otherwise] { not-approved }
        [no-approval-known] { not-approved }
       *[other] { $count ->
            [one] One member of { $actor-the } is not known as a party
           *[other] { $count } members of { $actor-the } are not known as parties
        } to { $instrument-the } { when }: { $names }.
    }

agreements =
    .none = No agreement is known.
    .unknown = No agreement is known to hold { when }; { $names } was last seen { seen }.
    .some = { $count ->
        [one] One agreement is known to hold { when }: { $names }.
       *[other] { $count } agreements are known to hold { when }: { $names }.
    }
    .none-actor = No agreement of { $actor-the } is known.
    .unknown-actor = No agreement of { $actor-the } is known to hold { when }; { $names } was last seen { seen }.
    .some-actor = { $count ->
        [one] One agreement of { $actor-the } is known to hold { when }: { $names }.
       *[other] { $count } agreements of { $actor-the } are known to hold { when }: { $names }.
    }
    .none-with = No agreement with { $with-the } is known.
    .unknown-with = No agreement with { $with-the } is known to hold { when }; { $names } was last seen { seen }.
    .some-with = { $count ->
        [one] One agreement with { $with-the } is known to hold { when }: { $names }.
       *[other] { $count } agreements with { $with-the } are known to hold { when }: { $names }.
    }
    .none-actor-with = No agreement between { $actor-the } and { $with-the } is known.
    .unknown-actor-with = No agreement between { $actor-the } and { $with-the } is known to hold { when }; { $names } was last seen { seen }.
    .some-actor-with = { $count ->
        [one] One agreement between { $actor-the } and { $with-the } is known to hold { when }: { $names }.
       *[other] { $count } agreements between { $actor-the } and { $with-the } are known to hold { when }: { $names }.
    }
    .period = { $count ->
        [one] One agreement signed in this period is known: { $names }.
       *[other] { $count } agreements signed in this period are known: { $names }.
    }
    .none-period = No agreement signed in this period is known.

roles =
    .none = No source shows what { $actor-the } { is } in, chairs or supports { when }.
    .unknown = No role of { $actor-the } is known { when }; it was last seen in { $names }, { seen }.
    .some = { $actor-the } { has } { $count ->
        [one] one role { when }: in { $names }.
       *[other] { $count } roles { when }: in { $names }.
    }{ $ended ->
        [0] {""}
        [one] {" "}One more is over or only last known.
       *[other] {" "}{ $ended } more are over or only last known.
    }
    .period = { $count ->
        [one] One role of { $actor-the } is known: in { $names }.
       *[other] { $count } roles of { $actor-the } are known: in { $names }.
    }
    .none-period = No source shows a role of { $actor-the }.

# What a state, organization or mechanism is, in one sentence, where no source defines it.

actor-state = { $name-the } is { $status ->
    [un-member] a member state of the United Nations
    [un-observer] an observer state at the United Nations
   *[other] a state or territory
}{ $region ->
    [none] {""}
   *[other] {" "}in { $region }
}; it sits in { $dialogues ->
    [0] no dialogue on migration recorded here
    [one] one dialogue on migration
   *[other] { $dialogues } dialogues on migration
}{ $treaties ->
    [0] {""}
    [one] {" "}and is party to one treaty recorded here
   *[other] {" "}and is party to { $treaties } treaties recorded here
}.

actor-organization = { $name-the } is { $kind-a }{ $members ->
    [0] {""}
    [one] {" "}with one member
   *[other] {" "}with { $members } members
}{ $established ->
    [none] {""}
   *[other] , established in { $established }
}{ $seat ->
    [none] {""}
   *[other] , with its seat in { $seat }
}{ $supports ->
    [0] {""}
    [one] ; it chairs, runs or supports one dialogue on migration
   *[other] ; it chairs, runs or supports { $supports } dialogues on migration
}.

actor-mechanism = { $name-the } is { $kind-a }{ $members ->
    [0] {""}
    [one] {" "}with one member
   *[other] {" "}with { $members } members
}{ $established ->
    [none] {""}
   *[other] , established in { $established }
}.

# Why a question in words has no answer.
refusal-outside = This is none of the questions that the catalogue answers. The graph knows who sits in which dialogue on migration, who leads, serves and works with it, its meetings and instruments, and who says so: no figures of migration, no policies of states, no news.
refusal-bare = These are names without a question: say what you want to know of them.
refusal-two-questions = These are two questions: ask one at a time.
refusal-several = This may be more than one question.
refusal-unsure = It is not sure what is asked. The nearest questions of the catalogue are below.
refusal-nameless = The question does not say which process is meant: write its name.
refusal-needs = The question needs `{ $parameter }`: { $description }
refusal-unknown = Nothing in the graph is called { $text }.{ $names ->
    [none] {""}
   *[other] {" "}Nearest names: { $names }.
}
refusal-ambiguous = { $text } may mean more than one { $what }: { $names }. Say which.
refusal-ambiguous-name = A name is ambiguous.
refusal-not-taken = The nearest question does not take { $text }: leave it out, or ask one of these.
refusal-denied = The nearest question lists what is so, not what is not so: ask for that, or ask one of these.
refusal-not-both = The question takes { $one } or { $other }, not both: ask for one at a time.
refusal-no-date = { $text } is no date: write a year, a month or a day.
refusal-no-such-date = There is no date { $text }.
refusal-backwards = The period from { $first } to { $last } ends before it begins.
refusal-too-old = Nothing in the graph is as old as { $year }.
refusal-several-periods = The dates are more than one period: name one.
refusal-one-date = This question is answered for one day: name one date.
refusal-one-day = This question is answered for one day: name a year, a month or a day.
refusal-takes-no-date = This question takes no date: leave it out.
refusal-future = { $text } lies in the future: nothing is known of it yet.
refusal-empty = Nothing was asked.
refusal-too-long = A question in words has at most { $characters } characters and { $words } words.
refusal-characters = The text holds characters that are part of no sentence.
refusal-no-words = The text holds no words.
