# Phrases de réponse en français : un message par question du catalogue, un attribut par cas.

when = { $tense ->
    [today] aujourd’hui
   *[other] au { $day }
}
by-day = { $tense ->
    [today] {""}
   *[other] {" "}au { $day }
}
since = { $first-since-is ->
    [day] , depuis le { $first-since }
    [month] , depuis { $first-since }
    [year] , depuis { $first-since }
   *[other] {""}
}
duration = { $months ->
    [0] { $years ->
        [1] un an
        [2] deux ans
       *[other] { $years } ans
    }
    [6] six mois
   *[other] { $months } mois
}
for-term = { $term ->
    [none] {""}
   *[other] , pour { $term }
}
chair-time = { since }{ $first-until-is ->
    [day] , jusqu’au { $first-until }
    [month] , jusqu’en { $first-until }
    [year] , jusqu’en { $first-until }
   *[other] { $first-since ->
        [none] {""}
       *[other] { for-term }
    }
}
not-approved = { $count ->
    [one] D’un membre { $actor-of }, aucun
   *[other] De { $count } membres { $actor-of }, aucun
} vote pour { $instrument-the } ni aucune adoption n’est connu{ by-day } (le texte ne lie personne) : { $names }.
renamed = { $former } s’appelle aujourd’hui { $name-the }.
others = { $others ->
    [one] { $list } et un autre
   *[other] { $list } et { $others } autres
}
left-out = { $count ->
    [one] Une autre ligne est omise, faute de source montrant qu’elle est encore valable.
   *[other] { $count } autres lignes sont omises, faute de source montrant qu’elles sont encore valables.
}

# Ce que précise la demande, pour une phrase qui ne le nomme pas : $value avec ses formes.
filter-act = acte « { $value } »
filter-actor = concernant { $value-the }
filter-asOf = au { $value }
filter-certainty = { $value ->
    [strict] seulement ce que des sources datent ou attestent
   *[other] {""}
}
filter-city = ville : { $value }
filter-during = en { $value }
filter-framework = cadre : { $value }
filter-from = à partir du { $value }
filter-funder = financement : { $value }
filter-implementer = mise en œuvre : { $value }
filter-instrument = cadre : { $value }
filter-kind = genre : { $value }
filter-network = réseau « { $value } »
filter-of = parmi les membres { $value-of }
filter-only = seulement « { $value } »
filter-other = avec { $value-the }
filter-project = { $value }
filter-region = région : { $value }
filter-role = rôle : { $value }
filter-scope = étendue « { $value } »
filter-since = depuis le { $value }
filter-standing = position « { $value } »
filter-state = pays : { $value }
filter-status = état « { $value } »
filter-theme = thème : { $value }
filter-treaty = texte : { $value }
filter-until = jusqu’au { $value }
filter-via = liens « { $value } »
filter-who = { $value }
filter-with = avec { $value-the }
filter-without = hors { $value-of }

# A value that a parameter or a column takes by its name, $key with hyphens for blanks.
choice = { $key ->
    [own] propres
    [bodies] organes
    [members] membres
    [dialogues] dialogues
    [agreements] accords
    [initiatives] initiatives
    [mechanisms] mécanismes
    [all] tous
    [any] tous
    [no-chair-known] aucune présidence connue
    [no-secretariat-known] aucun secrétariat connu
    [no-member-known] aucun membre connu
    [no-meeting-known] aucune réunion connue
    [no-newer-source] aucune source plus récente
    [member-count-differs] le nombre de membres diffère
    [joined] entrées
    [left] sorties
    [party] partie
    [signatory] signataire
    [voted] a voté
    [signed] signé
    [not-ratified] signé sans ratification
    [no-party] non partie
    [other] autre
    [signature] signature
    [ratification] ratification
    [accession] adhésion
    [succession] succession
    [acceptance] acceptation
    [approval] approbation
    [denunciation] dénonciation
    [adoption] adoption
    [champion-country] pays champion
    [for] pour
    [against] contre
    [abstention] abstention
    [absent] absent
    [mechanism] mécanisme
    [state] État
    [organization] organisation
    [dated] daté
    [attested] attesté
    [assumed] présumé
    [last-known] dernier connu
    [unknown] inconnu
   *[other] { $name }
}

any =
    .none = Le graphe ne contient pas de réponse.
    .over = Rien n’est connu comme valable { when } ; connu par le passé : { $names }.
    .some = { $count ->
        [one] Une ligne répond à la question : { $names }.
       *[other] { $count } lignes répondent à la question : { $names }.
    }
    .unknown = Rien n’est attesté { when } ; dernière trace : { $names }, { $last-lastSeen }.

bodies =
    .none = Aucun organe { $actor-of } n’est connu.
    .some = { $count ->
        [one] Un organe { $actor-of } est connu
       *[other] { $count } organes { $actor-of } sont connus
    } : { $names }.

bridges =
    .none = Aucun acteur ne relie plusieurs mécanismes { when }.
    .some = Acteurs qui relient le plus de mécanismes ayant peu en commun { when } : { $names }.

chairing =
    .none = Aucune présidence de mécanisme n’est connue { when }.
    .some = { $count ->
        [one] Une présidence est connue
       *[other] { $count } présidences sont connues
    } { when } : { $names }.
    .none-actor = Aucune source ne montre que { $actor-the } { $actor-number ->
        [many] président
       *[other] préside
    } un mécanisme { when }.
    .some-actor = { $actor-the } : présidence { when } : { $names }.
    .unknown = Aucune présidence n’est connue { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .unknown-actor = On ne sait pas si { $actor-the } { $actor-number ->
        [many] président
       *[other] préside
    } un mécanisme { when } ; dernière trace : { $names }, { $last-lastSeen }.

chairs =
    .none = Aucune source n’indique qui préside { $actor-the }.
    .some = Présidence { $actor-of } { when } : { $names }{ chair-time }.
    .unknown = Nul ne préside { $actor-the } { when }, à ce que l’on sache. Dernière présidence connue : { $names }{ $last-since-is ->
        [day] , à partir du { $last-since }{ for-term }
        [month] , à partir de { $last-since }{ for-term }
        [year] , à partir de { $last-since }{ for-term }
       *[other] {""}
    } ; dernière trace : { $last-lastSeen }.
    .yes = Oui. Présidence { $actor-of } { when } : { $who }{ chair-time }.
    .no = Non. Aucune source n’indique que { $who-the } { $who-number ->
        [many] président
       *[other] préside
    } { $actor-the } { when }.
    .past = Plus { when }. { $who-the } { $who-number ->
        [many] ont présidé
       *[other] a présidé
    } { $actor-the }{ $last-since ->
        [none] {""}
       *[other] {" "}(début : { $last-since })
    }{ $last-until ->
        [none] {""}
       *[other] {" "}(fin : { $last-until })
    }.
    .not-known = On ne sait pas. { $who-the } est la dernière présidence connue { $actor-of } ; dernière trace : { $last-lastSeen } ; aucune source ne dit ce qu’il en est { when }.
    .none-as-none = Personne ne préside { $actor-the } : il n’y a pas de présidence, par conception.
    .none-as-host-chairs = Aucune source n’indique qui préside { $actor-the } : l’hôte de chaque réunion la préside.
    .period = Présidences connues { $actor-of }, de la plus récente à la plus ancienne : { $names }.
    .period-who = Oui. { $who-the } { $who-number ->
        [many] ont présidé
       *[other] a présidé
    } { $actor-the }{ $first-since ->
        [none] {""}
       *[other] {" "}(début : { $first-since })
    }{ $first-until ->
        [none] {""}
       *[other] {" "}(fin : { $first-until })
    }.
    .no-period = Non. Aucune source ne montre { $who-the } à la présidence { $actor-of }.

co-members =
    .none = Aucun acteur ne siège avec { $actor-the } { when }, à ce que l’on sache.
    .some = Siègent le plus souvent avec { $actor-the } : { $names } ; mécanismes communs avec le premier : { $first-shared }.

conflicts =
    .none = Aucun désaccord entre sources n’est connu.
    .some = { $count ->
        [one] Une valeur est contredite par une autre source.
       *[other] { $count } valeurs sont contredites par d’autres sources.
    }

cooperation =
    .none = Aucun lien entre { $a-the } et { $b-the } n’est connu.
    .some = { $count ->
        [one] Un lien est connu
       *[other] { $count } liens sont connus
    } entre { $a-the } et { $b-the } : { $names }.

evidence =
    .none = Aucune source n’est connue.
    .some = { $count ->
        [one] Une affirmation l’indique
       *[other] { $count } affirmations l’indiquent
    } ; la plus récente : { $newest-sources }{ $newest-contentDate ->
        [none] {""}
       *[other] {" "}({ $newest-contentDate })
    }.

gaps =
    .none = Aucune lacune n’est connue ici.
    .some = { $count ->
        [one] Une lacune
       *[other] { $count } lacunes
    } : { $names }.

hosts =
    .none = Aucun lieu de réunion n’est connu ici.
    .some = { $count ->
        [one] Un État a accueilli des réunions : { $names }.
       *[other] { $count } États ont accueilli des réunions, du plus fréquent au moins fréquent : { $names }.
    }
    .some-actor = { $count ->
        [one] Un État a accueilli des réunions { $actor-of } : { $names }.
       *[other] { $count } États ont accueilli des réunions { $actor-of }, du plus fréquent au moins fréquent : { $names }.
    }
    .yes = Oui. { $who-the } { $who-number ->
        [many] ont accueilli
       *[other] a accueilli
    } { $first-meetings ->
        [one] une telle réunion
       *[other] { $first-meetings } telles réunions
    }{ $first-last ->
        [none] {""}
       *[other] {" "}; la dernière : { $first-last }
    }.
    .no = Non. Aucune source n’indique que { $who-the } { $who-number ->
        [many] aient accueilli
       *[other] ait accueilli
    } une telle réunion.

initiatives =
    .none = Aucun projet ni fonds de ce genre n’est connu.
    .some = { $count ->
        [one] Un projet ou fonds est connu
       *[other] { $count } projets et fonds sont connus
    } : { $names }.
    .some-project = { $project } ; financement : { $first-funders ->
        [none] inconnu
       *[other] { $first-funders }
    } ; mise en œuvre : { $first-implementers ->
        [none] inconnue
       *[other] { $first-implementers }
    }{ $first-since ->
        [none] {""}
       *[other] {" "}; début : { $first-since }
    }{ $first-until ->
        [none] {""}
       *[other] {" "}; fin : { $first-until }
    }.

instruments =
    .none = Aucun document { $actor-of } n’est connu.
    .some = { $count ->
        [one] Un document { $actor-of } est connu
       *[other] { $count } documents { $actor-of } sont connus
    } : { $names }.

joined-left =
    .none = Aucune adhésion et aucun départ ne sont connus pour cette période.
    .some = { $count ->
        [one] Un changement est connu
       *[other] { $count } changements sont connus
    } : { $names }.
    .yes = { $first-change-is ->
        [joined] Entrée dans { $first-organization-the }
        [gone-by] Absence constatée dans { $first-organization-the }
       *[left] Sortie de { $first-organization-the }
    } : { $first-member-the }, { $first-date } (rôle : { $first-role }).
    .yes-who-only = { $first-change-is ->
        [joined] Entrée { $who-of } dans { $actor-the }
        [gone-by] Absence constatée { $who-of } dans { $actor-the }
       *[left] Départ { $who-of } { $actor-of }
    } : { $first-date } (rôle : { $first-role }).
    .no = Non. Aucune source ne montre d’entrée ni de départ { $who-of } pour { $actor-the }.
    .no-only-left = Non. Aucune source ne montre de départ { $who-of } pour { $actor-the }.
    .no-only-joined = Non. Aucune source ne montre d’entrée { $who-of } dans { $actor-the }.

mechanisms =
    .none = Aucun mécanisme de ce genre n’est connu.
    .some = { $count ->
        [one] Un mécanisme
       *[other] { $count } mécanismes
    } : { $names }{ $count ->
        [one] { $first-founded ->
            [none] {""}
           *[other] {" "}; fondation : { $first-founded }
        }
       *[other] {""}
    }.
    .some-actor = { $actor } : { $first-kind ->
        [none] mécanisme
       *[other] { $first-kind }
    }{ $first-founded ->
        [none] {""}
       *[other] {" "}; fondation : { $first-founded }
    }{ $first-ended ->
        [none] {""}
       *[other] {" "}; fin : { $first-ended }
    }{ $first-members ->
        [none] {""}
       *[other] {" "}; membres connus { when } : { $first-members }
    }.
    .some-from = { $count ->
        [one] Un mécanisme fondé à partir du { $from } : { $names }.
       *[other] { $count } mécanismes fondés à partir du { $from } : { $names }.
    }
    .some-until = { $count ->
        [one] Un mécanisme fondé jusqu’au { $until } : { $names }.
       *[other] { $count } mécanismes fondés jusqu’au { $until } : { $names }.
    }
    .some-from-until = { $count ->
        [one] Un mécanisme fondé du { $from } au { $until } : { $names }.
       *[other] { $count } mécanismes fondés du { $from } au { $until } : { $names }.
    }

meetings =
    .none = Aucune réunion de ce genre n’est connue.
    .some = { $count ->
        [one] Une réunion est connue
       *[other] { $count } réunions sont connues
    } ; la plus récente : { $first-meeting }{ $first-start ->
        [none] {""}
       *[other] {" "}({ $first-start })
    }.
    .none-actor = Aucune réunion de ce genre { $actor-of } n’est connue.
    .some-actor = { $count ->
        [one] Une réunion { $actor-of } est connue
       *[other] { $count } réunions { $actor-of } sont connues
    } ; la plus récente : { $first-meeting }{ $first-start ->
        [none] {""}
       *[other] {" "}({ $first-start })
    }.

members =
    .none = Aucune source n’indique qui fait partie { $actor-of } { when }.
    .some = { $count ->
        [one] Un rôle est tenu dans { $actor-the } { when }
       *[other] { $count } rôles sont tenus dans { $actor-the } { when }
    } : { $names }.
    .some-role-member = { $count ->
        [one] Un membre { $actor-of } { when } : { $names }.
       *[other] { $count } membres { $actor-of } { when } : { $names }.
    }
    .some-role = Rôle « { $role } » au sein { $actor-of } { when } : { $names }.
    .unknown = Aucune source n’indique qui fait partie { $actor-of } { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .yes = Oui. { $who-the } { $who-number ->
        [many] font partie
       *[other] fait partie
    } { $actor-of } { when } (rôle : { $first-role }){ since }.
    .no = Non. Aucune source ne montre { $who-the } dans { $actor-the } { when }.
    .not-known = On ne sait pas. Dernière trace { $who-of } dans { $actor-the } : { $last-lastSeen } ; aucune source ne dit ce qu’il en est { when }.
    .no-as-left = Non. Départ { $who-of } { $actor-of } : { $absent }.
    .no-as-gone-by = Non. { $who-the } ne faisait plus partie { $actor-of } (constaté : { $absent }).
    .no-as-joined-later = Non. Adhésion { $who-of } { $actor-to } : seulement { $absent }.

memberships =
    .none = Aucune source n’indique de quoi { $actor-the } { $actor-number ->
        [many] font partie
       *[other] fait partie
    } { when }.
    .some = Participation { $actor-of } { when }, { $count ->
        [one] un rôle
       *[other] { $count } rôles
    } : { $names }.
    .unknown = Rien n’indique de quoi { $actor-the } { $actor-number ->
        [many] font partie
       *[other] fait partie
    } { when } ; dernière trace : { $names }, { $last-lastSeen }.

most-connected =
    .none = Nul ne siège dans un mécanisme { when }, à ce que l’on sache.
    .some = Siègent dans le plus de mécanismes { when } : { $names } ; pour le premier : { $first-mechanisms }.

overlap =
    .none = Aucune paire de mécanismes n’a de membre commun.
    .some-actor-other = { $first-shared ->
        [one] Un membre commun
       *[other] { $first-shared } membres communs
    } entre { $first-a-the } et { $first-b-the } { when }.
    .none-other = Aucune source ne montre de membre commun entre { $actor-the } et { $other-the } { when }.
    .some = { $first-a-the } et { $first-b-the } se recoupent le plus ; membres communs : { $first-shared }.

partners =
    .none = Aucun partenaire { $actor-of } n’est connu { when }.
    .some = { $count ->
        [one] Un partenaire { $actor-of } est connu
       *[other] { $count } partenaires { $actor-of } sont connus
    } { when } ; les plus proches : { $names }.
    .unknown = Aucun partenaire actuel { $actor-of } n’est connu { when } ; dernière trace : { $names }, { $last-lastSeen }.

path =
    .none = Aucune chaîne de coopération entre { $a-the } et { $b-the } n’est connue.
    .some = La plus courte chaîne entre { $a-the } et { $b-the } compte { $max-step ->
        [one] { $max-step } étape
       *[other] { $max-step } étapes
    } ; nombre de telles chaînes : { $distinct }.

secretariats =
    .none = Aucune source n’indique de secrétariat, d’accueil ou d’appui { when }.
    .none-actor = Aucune source ne montre { $actor-the } dans un lien de secrétariat, d’accueil ou d’appui { when }.
    .some = Secrétariat, accueil ou appui { when } : { $names }.
    .some-actor = Secrétariat, accueil ou appui { $actor-of } { when } : { $names } ; { $distinct ->
        [one] rôle
       *[other] rôle du premier
    } : { $first-role }.
    .some-actor-in-organization = { $actor-the } { $actor-number ->
        [many] assurent
       *[other] assure
    } le secrétariat, l’accueil ou l’appui { when } de ce qui suit : { $names } ; premier rôle : { $first-role }.
    .unknown = Aucun secrétariat, accueil ou appui n’est connu { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .unknown-actor = Le secrétariat { $actor-of } n’est pas connu { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .unknown-actor-in-organization = On ne sait pas si { $actor-the } { $actor-number ->
        [many] assurent
       *[other] assure
    } un secrétariat, un accueil ou un appui { when } ; dernière trace : { $last-lastSeen }.
    .yes = Oui. { $who-the } { $who-number ->
        [many] assurent
       *[other] assure
    } le secrétariat, l’accueil ou l’appui { when } de ce qui suit : { $names } ; premier rôle : { $first-role }.
    .yes-actor = Oui. { $who-the } { $who-number ->
        [many] servent
       *[other] sert
    } { $actor-the } { when } (rôle : { $first-role }){ since }.
    .no = Non. Aucune source n’indique que { $who-the } { $who-number ->
        [many] assurent
       *[other] assure
    } un secrétariat, un accueil ou un appui { when }.
    .no-actor = Non. Aucune source n’indique que { $who-the } { $who-number ->
        [many] assurent
       *[other] assure
    } le secrétariat, l’accueil ou l’appui { $actor-of } { when }.
    .past = Plus { when }. { $who-the } { $who-number ->
        [many] ont eu
       *[other] a eu
    } ce rôle : { $last-role }.
    .past-actor = Plus { when }. { $who-the } { $who-number ->
        [many] ont servi
       *[other] a servi
    } { $actor-the } (rôle : { $last-role }).
    .not-known = On ne sait pas. Dernière trace { $who-of } dans un secrétariat, un accueil ou un appui : { $last-lastSeen } ; aucune source ne dit ce qu’il en est { when }.
    .not-known-actor = On ne sait pas. Dernière trace { $who-of } au secrétariat { $actor-of } : { $last-lastSeen } ; aucune source ne dit ce qu’il en est { when }.
    .period = Secrétariat, accueil ou appui connus : { $names }.
    .period-actor = Secrétariat, accueil ou appui connus { $actor-of } : { $names }.
    .period-actor-in-organization = Secrétariat, accueil ou appui connus que { $actor-the } { $actor-number ->
        [many] assurent
       *[other] assure
    }, pour : { $names }.
    .period-actor-who = Oui. Des sources montrent { $who-the } au secrétariat, à l’accueil ou à l’appui { $actor-of }.
    .none-period = Aucune source n’indique de secrétariat, d’accueil ou d’appui.

shared-members =
    .none = Nul n’est connu comme membre de ce qui suit { when } : { $actors }.
    .none-without = Nul n’est connu { when } comme étant dans { $actors-the } mais non dans { $without-the }.
    .some = { $count ->
        [one] Un acteur est
       *[other] { $count } acteurs sont
    } dans { $actors-the } { when } : { $names }.
    .some-without = { $count ->
        [one] Un acteur est
       *[other] { $count } acteurs sont
    } dans { $actors-the } mais non dans { $without-the } { when } : { $names }.

steering-committee =
    .none = Aucune source n’indique qui siège au comité de pilotage { $actor-of }.
    .some = { $count ->
        [one] Un acteur siège
       *[other] { $count } acteurs siègent
    } au comité de pilotage { $actor-of } { when } : { $names }.
    .unknown = Le comité de pilotage { $actor-of } n’est pas connu { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .yes = Oui. { $who-the } { $who-number ->
        [many] font partie
       *[other] fait partie
    } du comité de pilotage { $actor-of } { when }{ since }.
    .no = Non. Aucune source ne montre { $who-the } au comité de pilotage { $actor-of } { when }.
    .past = Plus { when }. { $who-the } { $who-number ->
        [many] ont fait partie
       *[other] a fait partie
    } du comité de pilotage { $actor-of }.
    .not-known = On ne sait pas. Dernière trace { $who-of } au comité de pilotage { $actor-of } : { $last-lastSeen } ; aucune source ne dit ce qu’il en est { when }.
    .period = Membres connus du comité de pilotage { $actor-of } : { $names }.
    .period-who = Oui. Des sources montrent { $who-the } au comité de pilotage { $actor-of }.
    .no-period = Non. Aucune source ne montre { $who-the } au comité de pilotage { $actor-of }.

support =
    .none = Aucune organisation n’appuie de mécanisme { when }, à ce que l’on sache.
    .none-actor = Aucune source n’indique que { $actor-the } { $actor-number ->
        [many] appuient
       *[other] appuie
    } un mécanisme { when }.
    .some = Organisations qui appuient le plus de mécanismes { when } : { $names } ; pour la première : { $first-mechanisms }.
    .some-actor = { $first-mechanisms ->
        [one] Un mécanisme
       *[other] { $first-mechanisms } mécanismes
    } avec l’appui { $actor-of } { when } : { $first-supported }.

themes =
    .none = Aucun thème n’est connu.
    .none-actor = Aucun thème { $actor-of } n’est connu.
    .none-theme = Nul ne travaille sur le thème « { $theme } », à ce que l’on sache.
    .none-theme-actor = Aucune source n’indique que { $actor-the } travaille sur le thème « { $theme } ».
    .some = { $distinct ->
        [one] Un thème
       *[other] { $distinct } thèmes
    } : { $names }.
    .some-actor = Thèmes { $actor-of } : { $names }.
    .some-theme = { $distinct ->
        [one] Un acteur travaille
       *[other] { $distinct } acteurs travaillent
    } sur le thème « { $theme } » : { $names }.
    .some-theme-actor = Thèmes { $actor-of } : { $names }.

timeline =
    .none = Rien de daté n’est connu { $actor-of }.
    .some = { $count ->
        [one] Un événement daté { $actor-of } est connu
       *[other] { $count } événements datés { $actor-of } sont connus
    } ; { $first-date-tense ->
        [future] prévu
       *[past] le dernier en date
    } ({ $first-date }) : { $first-what }.

parties =
    .none = Aucune partie { $instrument-to } n’est connue { when }.
    .none-as-adopted-later = L’adoption { $instrument-of } ne date que { $absent-is ->
        [day] du
       *[other] de
    } { $absent } : nul ne pouvait y être partie ou l’avoir approuvé { when }.
    .none-as-binds-nobody = { $instrument-the } ne lie personne ; aucun vote favorable ni aucune adoption n’est connu.
    .none-act = Aucun acte « { $act } » n’est connu à propos { $instrument-of }.
    .some = { $first-acts-is ->
        [for] { $count ->
            [one] Un État a voté
           *[other] { $count } États ont voté
        } pour { $instrument-the }{ by-day }, qui ne lie personne : { $names }.
        [adoption] { $count ->
            [one] Un État a adopté
           *[other] { $count } États ont adopté
        } { $instrument-the }{ by-day }, qui ne lie personne : { $names }.
       *[other] { $count ->
            [one] Une partie { $instrument-to } est connue
           *[other] { $count } parties { $instrument-to } sont connues
        } { when } : { $names }.
    }
    .some-act = { $instrument-the }, acte « { $act } » ({ $count }) : { $names }.
    .some-act-for = { $count ->
        [one] Un acteur a voté pour { $instrument-the } : { $names }.
       *[other] { $count } acteurs ont voté pour { $instrument-the } : { $names }.
    }
    .some-act-against = { $count ->
        [one] Un acteur a voté contre { $instrument-the } : { $names }.
       *[other] { $count } acteurs ont voté contre { $instrument-the } : { $names }.
    }
    .some-act-abstention = { $count ->
        [one] Un acteur s’est abstenu lors du vote sur { $instrument-the } : { $names }.
       *[other] { $count } acteurs se sont abstenus lors du vote sur { $instrument-the } : { $names }.
    }
    .some-act-signature = { $count ->
        [one] Un acteur a signé { $instrument-the } : { $names }.
       *[other] { $count } acteurs ont signé { $instrument-the } : { $names }.
    }
    .some-act-ratification = { $count ->
        [one] Un acteur a ratifié { $instrument-the } : { $names }.
       *[other] { $count } acteurs ont ratifié { $instrument-the } : { $names }.
    }
    .some-act-accession = { $count ->
        [one] Un acteur a adhéré { $instrument-to } : { $names }.
       *[other] { $count } acteurs ont adhéré { $instrument-to } : { $names }.
    }

treaties =
    .none = Aucun traité liant { $actor-the } n’est connu.
    .none-standing = Aucun traité pour lequel la position { $actor-of } est « { $standing } » n’est connu { when }.
    .none-treaty-standing = Non. Aucune source n’attribue la position « { $standing } » { $actor-to } à propos { $treaty-of } { when }.
    .none-treaty = Non. Aucune source ne montre d’adhésion, de signature ou de vote { $actor-of } pour { $treaty-the } { when }.
    .unknown = Aucun traité liant { $actor-the } n’est connu { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .unknown-treaty = On ne sait pas. Dernière trace { $actor-of } à propos { $treaty-of } : { $last-lastSeen } ; aucune source ne dit ce qu’il en est { when }.
    .some = { $count ->
        [one] Un texte en vigueur, signé ou voté
       *[other] { $count } textes en vigueur, signés ou votés
    } pour ce qui est { $actor-of } : { $names }.
    .some-treaty = { $first-standing-is ->
        [party] Oui. { $actor-the } { $actor-number ->
        [many] sont parties
       *[other] est partie
    } { $treaty-to } { when } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }).
        [signatory] Non. Signature { $actor-of }{ $first-signed ->
            [none] {""}
           *[other]  : { $first-signed }
        } ; pas partie { $treaty-to } { when }.
        [left] Non. Retrait { $actor-of } ({ $treaty-the } : { $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }).
        [no-party] Non. Une source ({ $last-lastSeen }) nomme { $actor-the } comme non partie { $treaty-to }.
        [voted] Vote { $actor-of } sur { $treaty-the } : { $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }.
       *[other] Acte { $actor-of } à propos { $treaty-of } : { $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }.
    }
    .some-standing-party = { $actor-the } { $actor-number ->
        [many] sont parties
       *[other] est partie
    } à { $count ->
        [one] un texte
       *[other] { $count } textes
    } { when } : { $names }.
    .some-standing-signed = { $actor-the } { $actor-number ->
        [many] ont signé
       *[other] a signé
    } { $count ->
        [one] un texte
       *[other] { $count } textes
    } : { $names }.
    .some-standing-not-ratified = { $actor-the } { $actor-number ->
        [many] ont signé
       *[other] a signé
    } { $count ->
        [one] un texte
       *[other] { $count } textes
    } sans être connu comme partie { when } : { $names }.
    .none-as-not-listed = Non. La liste des parties { $treaty-to } est complète jusqu’à cette date : { $absent }, et { $actor-the } n’y figure pas.
    .none-as-not-listed-until = On ne sait pas depuis cette date : { $absent }. Jusque-là, la liste des parties { $treaty-to } est complète et { $actor-the } n’y figure pas.

not-parties =
    .none-as-no-member = Aucun membre { $actor-of } n’est connu { when }.
    .none = Aucun membre { $actor-of } n’est connu comme non partie { $instrument-to } { when }.
    .some = { $first-known-is ->
        [approved-later] { not-approved }
        [voted-otherwise] { not-approved }
        [no-approval-known] { not-approved }
       *[other] { $count ->
            [one] Un membre { $actor-of } n’est pas connu comme partie
           *[other] { $count } membres { $actor-of } ne sont pas connus comme parties
        } { $instrument-to } { when } : { $names }.
    }

agreements =
    .none = Aucun accord n’est connu.
    .unknown = Aucun accord n’est connu comme valable { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .some = { $count ->
        [one] Un accord est connu comme valable { when } : { $names }.
       *[other] { $count } accords sont connus comme valables { when } : { $names }.
    }
    .none-actor = Aucun accord { $actor-of } n’est connu.
    .unknown-actor = Aucun accord { $actor-of } n’est connu comme valable { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .some-actor = { $count ->
        [one] Un accord { $actor-of } est connu comme valable { when } : { $names }.
       *[other] { $count } accords { $actor-of } sont connus comme valables { when } : { $names }.
    }
    .none-with = Aucun accord avec { $with-the } n’est connu.
    .unknown-with = Aucun accord avec { $with-the } n’est connu comme valable { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .some-with = { $count ->
        [one] Un accord avec { $with-the } est connu comme valable { when } : { $names }.
       *[other] { $count } accords avec { $with-the } sont connus comme valables { when } : { $names }.
    }
    .none-actor-with = Aucun accord entre { $actor-the } et { $with-the } n’est connu.
    .unknown-actor-with = Aucun accord entre { $actor-the } et { $with-the } n’est connu comme valable { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .some-actor-with = { $count ->
        [one] Un accord entre { $actor-the } et { $with-the } est connu comme valable { when } : { $names }.
       *[other] { $count } accords entre { $actor-the } et { $with-the } sont connus comme valables { when } : { $names }.
    }
    .period = { $count ->
        [one] Un accord signé pendant cette période est connu : { $names }.
       *[other] { $count } accords signés pendant cette période sont connus : { $names }.
    }
    .none-period = Aucun accord signé pendant cette période n’est connu.

roles =
    .none = Aucune source n’indique de rôle { $actor-of } { when }.
    .unknown = Aucun rôle { $actor-of } n’est connu { when } ; dernière trace : { $names }, { $last-lastSeen }.
    .some = Rôles { $actor-of } { when } ({ $count }) : { $names }.{ $ended ->
        [0] {""}
        [one] {" "}Un autre est terminé ou seulement connu du passé.
       *[other] {" "}{ $ended } autres sont terminés ou seulement connus du passé.
    }
    .period = Rôles connus { $actor-of } ({ $count }) : { $names }.
    .none-period = Aucune source n’indique de rôle { $actor-of }.

# Ce qu’est un État, une organisation ou un mécanisme, en une phrase, faute de définition par une source.

actor-state = { $name } : { $status ->
    [un-member] État membre des Nations Unies
    [un-observer] État observateur auprès des Nations Unies
   *[other] État ou territoire
}{ $region ->
    [none] {""}
   *[other] {" "}({ $region })
} ; { $dialogues ->
    [0] aucun dialogue sur les migrations n’est recensé ici
    [one] membre d’un dialogue sur les migrations
   *[other] membre de { $dialogues } dialogues sur les migrations
}{ $treaties ->
    [0] {""}
    [one] {" "}et partie à un traité recensé ici
   *[other] {" "}et partie à { $treaties } traités recensés ici
}.

actor-organization = { $name } : { $kind }{ $members ->
    [0] {""}
    [one] , un membre
   *[other] , { $members } membres
}{ $established ->
    [none] {""}
   *[other] , date de création : { $established }
}{ $seat ->
    [none] {""}
   *[other] , siège : { $seat }
}{ $supports ->
    [0] {""}
    [one] ; préside, gère ou appuie un dialogue sur les migrations
   *[other] ; préside, gère ou appuie { $supports } dialogues sur les migrations
}.

actor-mechanism = { $name } : { $kind }{ $members ->
    [0] {""}
    [one] , un membre
   *[other] , { $members } membres
}{ $established ->
    [none] {""}
   *[other] , date de création : { $established }
}.

# Why a question in words has no answer.
refusal-outside = Ce n’est aucune des questions auxquelles le catalogue répond. Le graphe sait qui siège dans quel dialogue sur la migration, qui le dirige, le sert et coopère avec lui, ses réunions et ses instruments, et qui le dit : ni chiffres de la migration, ni politiques des États, ni actualités.
refusal-bare = Ce sont des noms sans question : dites ce que vous voulez en savoir.
refusal-two-questions = Ce sont deux questions : posez-les l’une après l’autre.
refusal-several = Il s’agit peut-être de plusieurs questions.
refusal-unsure = On ne sait pas au juste ce qui est demandé. Les questions les plus proches du catalogue suivent.
refusal-nameless = La question ne dit pas de quel processus il s’agit : écrivez son nom.
refusal-needs = Il manque à la question le paramètre `{ $parameter }`.
refusal-unknown = Rien dans le graphe ne s’appelle { $text }.{ $names ->
    [none] {""}
   *[other] {" "}Noms les plus proches : { $names }.
}
refusal-ambiguous = { $text } peut désigner plusieurs choses : { $names }. Précisez.
refusal-ambiguous-name = Un nom est ambigu.
refusal-not-taken = La question la plus proche n’admet pas { $text } : retirez-le, ou posez l’une de celles-ci.
refusal-denied = La question la plus proche énumère ce qui est, non ce qui n’est pas : demandez cela, ou posez l’une de celles-ci.
refusal-not-both = La question admet { $one } ou { $other }, pas les deux : demandez l’un après l’autre.
refusal-no-date = { $text } n’est pas une date : écrivez une année, un mois ou un jour.
refusal-no-such-date = La date { $text } n’existe pas.
refusal-backwards = La période de { $first } à { $last } finit avant de commencer.
refusal-too-old = Rien dans le graphe ne remonte à { $year }.
refusal-several-periods = Les dates forment plusieurs périodes : n’en nommez qu’une.
refusal-one-date = On répond à cette question pour un seul jour : nommez une seule date.
refusal-one-day = On répond à cette question pour un seul jour : nommez une année, un mois ou un jour.
refusal-takes-no-date = Cette question n’admet pas de date : retirez-la.
refusal-future = { $text } est dans l’avenir : on n’en sait encore rien.
refusal-empty = Rien n’a été demandé.
refusal-too-long = Une question en toutes lettres compte au plus { $characters } caractères et { $words } mots.
refusal-characters = Le texte contient des caractères qui n’appartiennent à aucune phrase.
refusal-no-words = Le texte ne contient aucun mot.
