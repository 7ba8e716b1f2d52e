# Frases de resposta em português: uma mensagem por pergunta do catálogo, um atributo por caso.

when = { $tense ->
    [today] hoje
   *[other] em { $day }
}
since = { $first-since ->
    [none] {""}
   *[other] , desde { $first-since }
}
duration = { $months ->
    [0] { $years ->
        [1] um ano
        [2] dois anos
       *[other] { $years } anos
    }
    [6] seis meses
   *[other] { $months } meses
}
for-term = { $term ->
    [none] {""}
   *[other] {" "}por { $term }
}
by-day = { $tense ->
    [today] {""}
   *[other] {" "}até { $day }
}
chair-time = { since }{ $first-until ->
    [none] { $first-since ->
        [none] {""}
       *[other] { for-term }
    }
   *[other] , até { $first-until }
}
not-approved = Membros { $actor-of } de que não se conhece voto a favor { $instrument-of } nem adoção{ by-day } ({ $count }; o texto não obriga ninguém): { $names }.
renamed = { $former } chama-se hoje { $name-the }.
others = { $others ->
    [one] { $list } e mais um
   *[other] { $list } e mais { $others }
}
left-out = { $count ->
    [one] Omite-se mais uma linha, pois nenhuma fonte mostra que ainda é válida.
   *[other] Omitem-se mais { $count } linhas, pois nenhuma fonte mostra que ainda são válidas.
}

# O que precisa a pergunta, para uma frase que não o nomeia: $value com as suas formas.
filter-act = ato «{ $value }»
filter-actor = ator: { $value }
filter-asOf = em { $value }
filter-certainty = { $value ->
    [strict] só o que as fontes datam ou atestam
   *[other] {""}
}
filter-city = cidade: { $value }
filter-during = em { $value }
filter-framework = quadro: { $value }
filter-from = a partir de { $value }
filter-funder = financiamento: { $value }
filter-implementer = execução: { $value }
filter-instrument = quadro: { $value }
filter-kind = tipo: { $value }
filter-network = rede «{ $value }»
filter-of = entre os membros { $value-of }
filter-only = só «{ $value }»
filter-other = com { $value-the }
filter-project = { $value }
filter-region = região: { $value }
filter-role = função: { $value }
filter-scope = âmbito «{ $value }»
filter-since = desde { $value }
filter-standing = situação «{ $value }»
filter-state = país: { $value }
filter-status = estado «{ $value }»
filter-theme = tema: { $value }
filter-treaty = texto: { $value }
filter-until = até { $value }
filter-via = laços «{ $value }»
filter-who = { $value }
filter-with = com { $value-the }
filter-without = fora { $value-of }

# A value that a parameter or a column takes by its name, $key with hyphens for blanks.
choice = { $key ->
    [own] próprios
    [bodies] órgãos
    [members] membros
    [dialogues] diálogos
    [agreements] acordos
    [initiatives] iniciativas
    [mechanisms] mecanismos
    [all] todos
    [any] qualquer
    [no-chair-known] nenhuma presidência conhecida
    [no-secretariat-known] nenhum secretariado conhecido
    [no-member-known] nenhum membro conhecido
    [no-meeting-known] nenhuma reunião conhecida
    [no-newer-source] nenhuma fonte mais recente
    [member-count-differs] o número de membros difere
    [joined] entradas
    [left] saídas
    [party] parte
    [signatory] signatário
    [voted] votou
    [signed] assinado
    [not-ratified] assinado sem ratificar
    [no-party] não é parte
    [other] outro
    [signature] assinatura
    [ratification] ratificação
    [accession] adesão
    [succession] sucessão
    [acceptance] aceitação
    [approval] aprovação
    [denunciation] denúncia
    [adoption] adoção
    [champion-country] país campeão
    [for] a favor
    [against] contra
    [abstention] abstenção
    [absent] ausente
    [mechanism] mecanismo
    [state] Estado
    [organization] organização
    [active] ativo
    [dormant] inativo
    [concluded] concluído
    [dated] datado
    [attested] atestado
    [assumed] presumido
    [last-known] último conhecido
    [unknown] desconhecido
   *[other] { $name }
}

any =
    .none = O grafo não contém resposta.
    .over = Não consta nada em vigor { when }; conhecido do passado: { $names }.
    .some = { $count ->
        [one] Uma linha responde: { $names }.
       *[other] { $count } linhas respondem: { $names }.
    }
    .unknown = Nada consta { when }; último registo: { $names }, { $last-lastSeen }.

bodies =
    .none = Não se conhece nenhum órgão { $actor-of }.
    .some = Órgãos conhecidos { $actor-of } ({ $count }): { $names }.

bridges =
    .none = Nenhum ator liga vários mecanismos { when }.
    .some = Atores que ligam mais mecanismos com pouco em comum { when }: { $names }.

chairing =
    .none = Não se conhece nenhuma presidência { when }.
    .some = Presidências conhecidas { when } ({ $count }): { $names }.
    .none-actor = Nenhuma fonte indica que { $actor-the } { $actor-number ->
        [many] presidam
       *[other] presida
    } um mecanismo { when }.
    .some-actor = { $actor-the } { $actor-number ->
        [many] presidem
       *[other] preside
    } { when }: { $names }.
    .unknown = Não se conhece nenhuma presidência { when }; último registo: { $names }, { $last-lastSeen }.
    .unknown-actor = Não se sabe se { $actor-the } { $actor-number ->
        [many] presidem
       *[other] preside
    } um mecanismo { when }; último registo: { $names }, { $last-lastSeen }.

chairs =
    .none = Nenhuma fonte indica quem preside { $actor-the }.
    .some = Presidência { $actor-of } { when }: { $names }{ chair-time }.
    .unknown = Não se sabe quem preside { $actor-the } { when }. Última presidência conhecida: { $names }{ $last-since ->
        [none] {""}
       *[other] , desde { $last-since }{ for-term }
    }; último registo: { $last-lastSeen }.
    .yes = Sim. Presidência { $actor-of } { when }: { $who }{ chair-time }.
    .no = Não. Nenhuma fonte indica que { $who-the } { $who-number ->
        [many] presidam
       *[other] presida
    } { $actor-the } { when }.
    .past = Não { when }. { $who-the } { $who-number ->
        [many] presidiram
       *[other] presidiu
    } { $actor-the }{ $last-since ->
        [none] {""}
       *[other] {" "}(início: { $last-since })
    }{ $last-until ->
        [none] {""}
       *[other] {" "}(fim: { $last-until })
    }.
    .not-known = Não se sabe. { $who-the } é a última presidência conhecida { $actor-of }; último registo: { $last-lastSeen }; nenhuma fonte diz o que se passa { when }.
    .none-as-none = Ninguém preside { $actor-the }: por conceção não há presidência.
    .none-as-host-chairs = Nenhuma fonte indica quem preside { $actor-the }: quem acolhe cada reunião preside-a.
    .period = Presidências conhecidas { $actor-of }, da mais recente à mais antiga: { $names }.
    .period-who = Sim. { $who-the } { $who-number ->
        [many] presidiram
       *[other] presidiu
    } { $actor-to }{ $first-since ->
        [none] {""}
       *[other] {" "}(início: { $first-since })
    }{ $first-until ->
        [none] {""}
       *[other] {" "}(fim: { $first-until })
    }.
    .no-period = Não. Nenhuma fonte mostra { $who-the } na presidência { $actor-of }.

co-members =
    .none = Não se conhece nenhum ator que participe com { $actor-the } { when }.
    .some = Participam mais vezes com { $actor-the }: { $names }; mecanismos comuns com o primeiro: { $first-shared }.

conflicts =
    .none = Não se conhece nenhum desacordo entre fontes.
    .some = { $count ->
        [one] Um valor é contrariado por outra fonte.
       *[other] { $count } valores são contrariados por outras fontes.
    }

cooperation =
    .none = Não se conhece nenhum laço entre { $a-the } e { $b-the }.
    .some = Laços conhecidos entre { $a-the } e { $b-the } ({ $count }): { $names }.

evidence =
    .none = Não se conhece nenhuma fonte.
    .some = { $count ->
        [one] Uma afirmação o diz
       *[other] { $count } afirmações o dizem
    }; a mais recente: { $newest-sources }{ $newest-contentDate ->
        [none] {""}
       *[other] {" "}({ $newest-contentDate })
    }.

gaps =
    .none = Não se conhece nenhuma lacuna aqui.
    .some = Lacunas ({ $count }): { $names }.

hosts =
    .none = Não se conhece nenhum lugar de reunião aqui.
    .some = { $count ->
        [one] Um Estado acolheu reuniões
       *[other] { $count } Estados acolheram reuniões
    }; mais vezes: { $names }.
    .some-actor = { $count ->
        [one] Um Estado acolheu reuniões { $actor-of }
       *[other] { $count } Estados acolheram reuniões { $actor-of }
    }; mais vezes: { $names }.
    .yes = Sim. { $who-the } { $who-number ->
        [many] acolheram
       *[other] acolheu
    } { $first-meetings ->
        [one] uma reunião deste tipo
       *[other] { $first-meetings } reuniões deste tipo
    }{ $first-last ->
        [none] {""}
       *[other] ; a última: { $first-last }
    }.
    .no = Não. Nenhuma fonte indica que { $who-the } tenha acolhido uma reunião deste tipo.

initiatives =
    .none = Não se conhece nenhum projeto nem fundo deste tipo.
    .some = Projetos e fundos conhecidos ({ $count }): { $names }.
    .some-project = { $project }; financiamento: { $first-funders ->
        [none] não consta
       *[other] { $first-funders }
    }; execução: { $first-implementers ->
        [none] não consta
       *[other] { $first-implementers }
    }{ $first-since ->
        [none] {""}
       *[other] ; início: { $first-since }
    }{ $first-until ->
        [none] {""}
       *[other] ; fim: { $first-until }
    }.

instruments =
    .none = Não se conhece nenhum documento { $actor-of }.
    .some = Documentos conhecidos { $actor-of } ({ $count }): { $names }.

joined-left =
    .none = Não se conhece nenhuma adesão nem saída neste período.
    .some = Mudanças conhecidas ({ $count }): { $names }.
    .yes = { $first-change-is ->
        [joined] Entrada
        [gone-by] Ausência constatada
       *[left] Saída
    } ({ $first-organization }): { $first-member }, { $first-date } (função: { $first-role }).
    .yes-who-only = { $first-change-is ->
        [joined] Entrada { $who-of }
        [gone-by] Ausência constatada { $who-of }
       *[left] Saída { $who-of }
    } ({ $actor }): { $first-date } (função: { $first-role }).
    .no = Não. Nenhuma fonte mostra uma entrada nem uma saída { $who-of } ({ $actor }).
    .no-only-left = Não. Nenhuma fonte mostra uma saída { $who-of } { $actor-of }.
    .no-only-joined = Não. Nenhuma fonte mostra uma entrada { $who-of } ({ $actor }).

mechanisms =
    .none = Não se conhece nenhum mecanismo deste tipo.
    .some = Mecanismos ({ $count }): { $names }{ $count ->
        [one] { $first-founded ->
            [none] {""}
           *[other] ; fundação: { $first-founded }
        }
       *[other] {""}
    }.
    .some-actor = { $actor }: { $first-kind ->
        [none] mecanismo
       *[other] { $first-kind }
    }{ $first-founded ->
        [none] {""}
       *[other] ; fundação: { $first-founded }
    }{ $first-ended ->
        [none] {""}
       *[other] ; fim: { $first-ended }
    }{ $first-members ->
        [none] {""}
       *[other] ; membros conhecidos { when }: { $first-members }
    }.
    .some-from = { $count ->
        [one] Um mecanismo fundado a partir de { $from }: { $names }.
       *[other] { $count } mecanismos fundados a partir de { $from }: { $names }.
    }
    .some-until = { $count ->
        [one] Um mecanismo fundado até { $until }: { $names }.
       *[other] { $count } mecanismos fundados até { $until }: { $names }.
    }
    .some-from-until = { $count ->
        [one] Um mecanismo fundado de { $from } a { $until }: { $names }.
       *[other] { $count } mecanismos fundados de { $from } a { $until }: { $names }.
    }

meetings =
    .none = Não se conhece nenhuma reunião deste tipo.
    .some = { $count ->
        [one] Conhece-se uma reunião
       *[other] Conhecem-se { $count } reuniões
    }; a mais recente: { $first-meeting }{ $first-start ->
        [none] {""}
       *[other] {" "}({ $first-start })
    }.
    .none-actor = Não se conhece nenhuma reunião deste tipo { $actor-of }.
    .some-actor = { $count ->
        [one] Conhece-se uma reunião { $actor-of }
       *[other] Conhecem-se { $count } reuniões { $actor-of }
    }; a mais recente: { $first-meeting }{ $first-start ->
        [none] {""}
       *[other] {" "}({ $first-start })
    }.

members =
    .none = Nenhuma fonte indica quem faz parte { $actor-of } { when }.
    .some = Funções { $actor-to } { when } ({ $count }): { $names }.
    .some-role-member = { $count ->
        [one] Um membro
       *[other] { $count } membros
    } { $actor-of } { when }: { $names }.
    .some-role = Função «{ $role }» { $actor-to } { when }: { $names }.
    .unknown = Nenhuma fonte indica quem faz parte { $actor-of } { when }; último registo: { $names }, { $last-lastSeen }.
    .yes = Sim. { $who-the } { $who-number ->
        [many] fazem parte
       *[other] faz parte
    } { $actor-of } { when } (função: { $first-role }){ since }.
    .no = Não. Nenhuma fonte mostra { $who-the } { $actor-to } { when }.
    .not-known = Não se sabe. Último registo { $who-of } { $actor-to }: { $last-lastSeen }; nenhuma fonte diz o que se passa { when }.
    .no-as-left = Não. Saída { $who-of } { $actor-of }: { $absent }.
    .no-as-gone-by = Não. { $who-the } já não fazia parte { $actor-of } (constatado: { $absent }).
    .no-as-joined-later = Não. Adesão { $who-of }: só { $absent } ({ $actor }).

memberships =
    .none = Nenhuma fonte indica de que { $actor-the } { $actor-number ->
        [many] fazem parte
       *[other] faz parte
    } { when }.
    .some = Participação { $actor-of } { when }, { $count ->
        [one] uma função
       *[other] { $count } funções
    }: { $names }.
    .unknown = Nada indica de que { $actor-the } { $actor-number ->
        [many] fazem parte
       *[other] faz parte
    } { when }; último registo: { $names }, { $last-lastSeen }.

most-connected =
    .none = Não se conhece ninguém que participe num mecanismo { when }.
    .some = Participam em mais mecanismos { when }: { $names }; o primeiro, em { $first-mechanisms }.

overlap =
    .none = Não há dois mecanismos com um membro comum.
    .some-actor-other = { $first-shared ->
        [one] Um membro comum
       *[other] { $first-shared } membros comuns
    } entre { $first-a-the } e { $first-b-the } { when }.
    .none-other = Nenhuma fonte mostra um membro comum entre { $actor-the } e { $other-the } { when }.
    .some = { $first-a-the } e { $first-b-the } são os que mais se sobrepõem; membros comuns: { $first-shared }.

partners =
    .none = Não se conhece nenhum parceiro { $actor-of } { when }.
    .some = Parceiros conhecidos { $actor-of } { when } ({ $count }); os mais próximos: { $names }.
    .unknown = Não se conhece nenhum parceiro atual { $actor-of } { when }; último registo: { $names }, { $last-lastSeen }.

path =
    .none = Não se conhece nenhuma cadeia de cooperação entre { $a-the } e { $b-the }.
    .some = A cadeia mais curta entre { $a-the } e { $b-the } tem { $max-step ->
        [one] um passo
       *[other] { $max-step } passos
    }; número de tais cadeias: { $distinct }.

secretariats =
    .none = Nenhuma fonte indica um secretariado, sede ou apoio { when }.
    .none-actor = Nenhuma fonte mostra { $actor-the } numa relação de secretariado, sede ou apoio { when }.
    .some = Secretariado, sede ou apoio { when }: { $names }.
    .some-actor = Secretariado, sede ou apoio { $actor-of } { when }: { $names }; { $distinct ->
        [one] função
       *[other] função do primeiro
    }: { $first-role }.
    .some-actor-in-organization = { $actor-the } { $actor-number ->
        [many] exercem
       *[other] exerce
    } { when } o secretariado, a sede ou o apoio do seguinte: { $names }; primeira função: { $first-role }.
    .unknown = Não se conhece nenhum secretariado, sede ou apoio { when }; último registo: { $names }, { $last-lastSeen }.
    .unknown-actor = Não se sabe quem exerce o secretariado { $actor-of } { when }; último registo: { $names }, { $last-lastSeen }.
    .unknown-actor-in-organization = Não se sabe se { $actor-the } { $actor-number ->
        [many] exercem
       *[other] exerce
    } um secretariado, sede ou apoio { when }; último registo: { $last-lastSeen }.
    .yes = Sim. { $who-the } { $who-number ->
        [many] exercem
       *[other] exerce
    } { when } o secretariado, a sede ou o apoio do seguinte: { $names }; primeira função: { $first-role }.
    .yes-actor = Sim. { $who-the } { $who-number ->
        [many] servem
       *[other] serve
    } { $actor-the } { when } (função: { $first-role }){ since }.
    .no = Não. Nenhuma fonte mostra { $who-the } como secretariado, sede ou apoio { when }.
    .no-actor = Não. Nenhuma fonte mostra { $who-the } como secretariado, sede ou apoio { $actor-of } { when }.
    .past = Não { when }. { $who-the } { $who-number ->
        [many] tiveram
       *[other] teve
    } a função: { $last-role }.
    .past-actor = Não { when }. { $who-the } { $who-number ->
        [many] serviram
       *[other] serviu
    } { $actor-the } (função: { $last-role }).
    .not-known = Não se sabe. Último registo { $who-of } como secretariado, sede ou apoio: { $last-lastSeen }; nenhuma fonte diz o que se passa { when }.
    .not-known-actor = Não se sabe. Último registo { $who-of } no secretariado { $actor-of }: { $last-lastSeen }; nenhuma fonte diz o que se passa { when }.
    .period = Secretariado, sede ou apoio conhecidos: { $names }.
    .period-actor = Secretariado, sede ou apoio conhecidos { $actor-of }: { $names }.
    .period-actor-in-organization = Secretariado, sede ou apoio conhecidos que { $actor-the } { $actor-number ->
        [many] exercem
       *[other] exerce
    }, para: { $names }.
    .period-actor-who = Sim. Há fontes que mostram { $who-the } como secretariado, sede ou apoio { $actor-of }.
    .none-period = Nenhuma fonte indica um secretariado, sede ou apoio.

shared-members =
    .none = Não se conhece ninguém que esteja { $actors-to } { when }.
    .none-without = Não se conhece ninguém que esteja { $actors-to } mas não { $without-to } { when }.
    .some = Atores que estão { $actors-to } { when } ({ $count }): { $names }.
    .some-without = Atores que estão { $actors-to } mas não { $without-to } { when } ({ $count }): { $names }.

steering-committee =
    .none = Nenhuma fonte indica quem integra o comité diretor { $actor-of }.
    .some = Comité diretor { $actor-of } { when } ({ $count }): { $names }.
    .unknown = Não se sabe quem integra o comité diretor { $actor-of } { when }; último registo: { $names }, { $last-lastSeen }.
    .yes = Sim. { $who-the } { $who-number ->
        [many] integram
       *[other] integra
    } o comité diretor { $actor-of } { when }{ since }.
    .no = Não. Nenhuma fonte mostra { $who-the } no comité diretor { $actor-of } { when }.
    .past = Não { when }. { $who-the } { $who-number ->
        [many] integraram
       *[other] integrou
    } o comité diretor { $actor-of }.
    .not-known = Não se sabe. Último registo { $who-of } no comité diretor { $actor-of }: { $last-lastSeen }; nenhuma fonte diz o que se passa { when }.
    .period = Membros conhecidos do comité diretor { $actor-of }: { $names }.
    .period-who = Sim. Há fontes que mostram { $who-the } no comité diretor { $actor-of }.
    .no-period = Não. Nenhuma fonte mostra { $who-the } no comité diretor { $actor-of }.

support =
    .none = Não se conhece nenhuma organização que apoie um mecanismo { when }.
    .none-actor = Nenhuma fonte indica que { $actor-the } apoie um mecanismo { when }.
    .some = Organizações que apoiam mais mecanismos { when }: { $names }; a primeira, { $first-mechanisms }.
    .some-actor = { $first-mechanisms ->
        [one] Um mecanismo
       *[other] { $first-mechanisms } mecanismos
    } com apoio { $actor-of } { when }: { $first-supported }.

themes =
    .none = Não se conhece nenhum tema.
    .none-actor = Não se conhece nenhum tema { $actor-of }.
    .none-theme = Não se conhece ninguém que trabalhe no tema «{ $theme }».
    .none-theme-actor = Nenhuma fonte indica que { $actor-the } trabalhe no tema «{ $theme }».
    .some = Temas ({ $distinct }): { $names }.
    .some-actor = Temas { $actor-of }: { $names }.
    .some-theme = Atores que trabalham no tema «{ $theme }» ({ $distinct }): { $names }.
    .some-theme-actor = Temas { $actor-of }: { $names }.

timeline =
    .none = Não se conhece nada datado { $actor-of }.
    .some = Factos datados { $actor-of } ({ $count }); { $first-date-tense ->
        [future] previsto
       *[past] o último por data
    } ({ $first-date }): { $first-what }.

parties =
    .none = Não se conhece nenhuma parte { $instrument-to } { when }.
    .none-as-adopted-later = A adoção { $instrument-of } data apenas de { $absent }: ninguém podia ser parte nem tê-lo aprovado { when }.
    .none-as-binds-nobody = { $instrument-the } não obriga ninguém; não se conhece nenhum voto a favor nem nenhuma adoção.
    .none-act = Não se conhece nenhum ato «{ $act }» sobre { $instrument-the }.
    .some = { $first-acts-is ->
        [for] { $count ->
            [one] Um Estado votou
           *[other] { $count } Estados votaram
        } a favor { $instrument-of }{ by-day }, que não obriga ninguém: { $names }.
        [adoption] { $count ->
            [one] Um Estado adotou
           *[other] { $count } Estados adotaram
        } { $instrument-the }{ by-day }, que não obriga ninguém: { $names }.
       *[other] { $count ->
            [one] Conhece-se uma parte
           *[other] Conhecem-se { $count } partes
        } { $instrument-to } { when }: { $names }.
    }
    .some-act = { $instrument-the }, ato «{ $act }» ({ $count }): { $names }.
    .some-act-for = { $count ->
        [one] Um ator votou a favor { $instrument-of }: { $names }.
       *[other] { $count } atores votaram a favor { $instrument-of }: { $names }.
    }
    .some-act-against = { $count ->
        [one] Um ator votou contra { $instrument-the }: { $names }.
       *[other] { $count } atores votaram contra { $instrument-the }: { $names }.
    }
    .some-act-abstention = { $count ->
        [one] Um ator absteve-se na votação sobre { $instrument-the }: { $names }.
       *[other] { $count } atores abstiveram-se na votação sobre { $instrument-the }: { $names }.
    }
    .some-act-signature = { $count ->
        [one] Um ator assinou { $instrument-the }: { $names }.
       *[other] { $count } atores assinaram { $instrument-the }: { $names }.
    }
    .some-act-ratification = { $count ->
        [one] Um ator ratificou { $instrument-the }: { $names }.
       *[other] { $count } atores ratificaram { $instrument-the }: { $names }.
    }

treaties =
    .none = Não se conhece nenhum tratado que vincule { $actor-the }.
    .none-standing = Não se conhece nenhum tratado com a situação «{ $standing }» { $actor-of } { when }.
    .none-treaty-standing = Não. Nenhuma fonte mostra a situação «{ $standing }» { $actor-of } sobre { $treaty-the } { when }.
    .none-treaty = Não. Nenhuma fonte mostra uma adesão, assinatura ou voto { $actor-of } sobre { $treaty-the } { when }.
    .unknown = Não se conhece nenhum tratado que vincule { $actor-the } { when }; último registo: { $names }, { $last-lastSeen }.
    .unknown-treaty = Não se sabe. Último registo { $actor-of } sobre { $treaty-the }: { $last-lastSeen }; nenhuma fonte diz o que se passa { when }.
    .some = Textos em vigor, assinados ou votados, no caso { $actor-of } ({ $count }): { $names }.
    .some-treaty = { $first-standing-is ->
        [party] Sim. { $actor-the } { $actor-number ->
        [many] são parte
       *[other] é parte
    } { $treaty-to } { when } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }).
        [signatory] Não. { $actor-the } { $actor-number ->
        [many] assinaram
       *[other] assinou
    } { $treaty-the }{ $first-signed ->
            [none] {""}
           *[other] {" "}({ $first-signed })
        } e não é parte { when }.
        [left] Não. { $actor-the } { $actor-number ->
        [many] deixaram
       *[other] deixou
    } { $treaty-the } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }).
        [no-party] Não. Uma fonte ({ $last-lastSeen }) diz que { $actor-the } { $actor-number ->
        [many] não são parte
       *[other] não é parte
    } { $treaty-to }.
        [voted] Voto { $actor-of } sobre { $treaty-the }: { $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }.
       *[other] Ato { $actor-of } sobre { $treaty-the }: { $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }.
    }
    .some-standing-party = { $actor-the } { $actor-number ->
        [many] são parte
       *[other] é parte
    } em { $count ->
        [one] um texto
       *[other] { $count } textos
    } { when }: { $names }.
    .some-standing-signed = { $actor-the } { $actor-number ->
        [many] assinaram
       *[other] assinou
    } { $count ->
        [one] um texto
       *[other] { $count } textos
    }: { $names }.
    .some-standing-not-ratified = { $actor-the } { $actor-number ->
        [many] assinaram
       *[other] assinou
    } { $count ->
        [one] um texto
       *[other] { $count } textos
    } sem constar como parte { when }: { $names }.
    .none-as-not-listed = Não. A lista das partes ({ $treaty }) está completa até esta data: { $absent }, e { $actor-the } não consta dela.
    .none-as-not-listed-until = Não se sabe desde esta data: { $absent }. Até então a lista das partes ({ $treaty }) está completa e { $actor-the } não consta dela.

not-parties =
    .none-as-no-member = Não se conhece nenhum membro { $actor-of } { when }.
    .none = Não se conhece nenhum membro { $actor-of } que não seja parte { $instrument-to } { when }.
    .some = { $first-known-is ->
        [approved-later] { not-approved }
        [voted-otherwise] { not-approved }
        [no-approval-known] { not-approved }
       *[other] Membros { $actor-of } que não constam como partes { $instrument-to } { when } ({ $count }): { $names }.
    }

agreements =
    .none = Não se conhece nenhum acordo.
    .unknown = Não se conhece nenhum acordo em vigor { when }; último registo: { $names }, { $last-lastSeen }.
    .some = Acordos em vigor { when } ({ $count }): { $names }.
    .none-actor = Não se conhece nenhum acordo { $actor-of }.
    .unknown-actor = Não se conhece nenhum acordo em vigor { $actor-of } { when }; último registo: { $names }, { $last-lastSeen }.
    .some-actor = Acordos em vigor { $actor-of } { when } ({ $count }): { $names }.
    .none-with = Não se conhece nenhum acordo com { $with-the }.
    .unknown-with = Não se conhece nenhum acordo em vigor com { $with-the } { when }; último registo: { $names }, { $last-lastSeen }.
    .some-with = Acordos em vigor com { $with-the } { when } ({ $count }): { $names }.
    .none-actor-with = Não se conhece nenhum acordo entre { $actor-the } e { $with-the }.
    .unknown-actor-with = Não se conhece nenhum acordo em vigor entre { $actor-the } e { $with-the } { when }; último registo: { $names }, { $last-lastSeen }.
    .some-actor-with = Acordos em vigor entre { $actor-the } e { $with-the } { when } ({ $count }): { $names }.
    .period = { $count ->
        [one] Conhece-se um acordo assinado neste período: { $names }.
       *[other] Conhecem-se { $count } acordos assinados neste período: { $names }.
    }
    .none-period = Não se conhece nenhum acordo assinado neste período.

roles =
    .none = Nenhuma fonte indica uma função { $actor-of } { when }.
    .unknown = Não se conhece nenhuma função { $actor-of } { when }; último registo: { $names }, { $last-lastSeen }.
    .some = Funções { $actor-of } { when } ({ $count }): { $names }.{ $ended ->
        [0] {""}
        [one] {" "}Outra terminou ou só é conhecida do passado.
       *[other] {" "}Outras { $ended } terminaram ou só são conhecidas do passado.
    }
    .period = Funções conhecidas { $actor-of } ({ $count }): { $names }.
    .none-period = Nenhuma fonte indica uma função { $actor-of }.

# O que é um Estado, uma organização ou um mecanismo, numa frase, se nenhuma fonte o define.

actor-state = { $name }: { $status ->
    [un-member] Estado-Membro das Nações Unidas
    [un-observer] Estado observador junto das Nações Unidas
   *[other] Estado ou território
}{ $region ->
    [none] {""}
   *[other] {" "}({ $region })
}; { $dialogues ->
    [0] não consta aqui em nenhum diálogo sobre migração
    [one] membro de um diálogo sobre migração
   *[other] membro de { $dialogues } diálogos sobre migração
}{ $treaties ->
    [0] {""}
    [one] {" "}e parte num tratado aqui registado
   *[other] {" "}e parte em { $treaties } tratados aqui registados
}.

actor-organization = { $name }: { $kind }{ $members ->
    [0] {""}
    [one] , um membro
   *[other] , { $members } membros
}{ $established ->
    [none] {""}
   *[other] , data de criação: { $established }
}{ $seat ->
    [none] {""}
   *[other] , sede: { $seat }
}{ $supports ->
    [0] {""}
    [one] ; preside, gere ou apoia um diálogo sobre migração
   *[other] ; preside, gere ou apoia { $supports } diálogos sobre migração
}.

actor-mechanism = { $name }: { $kind }{ $members ->
    [0] {""}
    [one] , um membro
   *[other] , { $members } membros
}{ $established ->
    [none] {""}
   *[other] , data de criação: { $established }
}.

# Why a question in words has no answer.
refusal-outside = Não é nenhuma das perguntas a que o catálogo responde. O grafo sabe quem participa em que diálogo sobre migração, quem o dirige, o serve e coopera com ele, as suas reuniões e instrumentos, e quem o diz: não tem números da migração, nem políticas dos Estados, nem notícias.
refusal-bare = São nomes sem pergunta: diga o que quer saber deles.
refusal-two-questions = São duas perguntas: faça uma de cada vez.
refusal-several = Pode tratar-se de mais de uma pergunta.
refusal-unsure = Não é claro o que se pergunta. Abaixo estão as perguntas mais próximas do catálogo.
refusal-nameless = A pergunta não diz de que processo se trata: escreva o seu nome.
refusal-needs = Falta à pergunta o parâmetro `{ $parameter }`.
refusal-unknown = Nada no grafo se chama { $text }.{ $names ->
    [none] {""}
   *[other] {" "}Nomes mais próximos: { $names }.
}
refusal-ambiguous = { $text } pode significar mais de uma coisa: { $names }. Diga qual.
refusal-ambiguous-name = Um nome é ambíguo.
refusal-not-taken = A pergunta mais próxima não admite { $text }: retire-o ou faça uma destas.
refusal-denied = A pergunta mais próxima enumera o que é, não o que não é: pergunte por isso, ou faça uma destas.
refusal-not-both = A pergunta admite { $one } ou { $other }, não ambos: pergunte por um de cada vez.
refusal-no-date = { $text } não é uma data: escreva um ano, um mês ou um dia.
refusal-no-such-date = Não existe a data { $text }.
refusal-backwards = O período de { $first } a { $last } termina antes de começar.
refusal-too-old = Nada no grafo é tão antigo como { $year }.
refusal-several-periods = As datas são mais de um período: indique um.
refusal-one-date = Esta pergunta responde-se para um só dia: indique uma data.
refusal-one-day = Esta pergunta responde-se para um só dia: indique um ano, um mês ou um dia.
refusal-takes-no-date = Esta pergunta não admite data: retire-a.
refusal-future = { $text } está no futuro: ainda nada se sabe.
refusal-empty = Nada foi perguntado.
refusal-too-long = Uma pergunta em palavras tem no máximo { $characters } caracteres e { $words } palavras.
refusal-characters = O texto contém caracteres que não fazem parte de nenhuma frase.
refusal-no-words = O texto não contém palavras.
