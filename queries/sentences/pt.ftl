# Frases de resposta em português: uma mensagem por pergunta do catálogo, um atributo por caso.

when = { $tense ->
    [today] hoje
   *[other] em { $day }
}
since = { $first-since ->
    [none] {""}
   *[other] , desde { $first-since }
}
renamed = { $former } chama-se hoje { $name-the }.
others = { $others ->
    [one] { $list } e mais um
   *[other] { $list } e mais { $others }
}
left-out = { $count ->
    [one] Omite-se mais uma linha, pois nenhuma fonte mostra que ainda é válida.
   *[other] Omitem-se mais { $count } linhas, pois nenhuma fonte mostra que ainda são válidas.
}

any =
    .none = O grafo não contém resposta.
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
    .none-actor = Nenhuma fonte indica que { $actor-the } presida um mecanismo { when }.
    .some-actor = { $actor-the } preside { when }: { $names }.
    .unknown = Não se conhece nenhuma presidência { when }; último registo: { $names }, { $last-lastSeen }.
    .unknown-actor = Não se sabe se { $actor-the } preside um mecanismo { when }; último registo: { $names }, { $last-lastSeen }.

chairs =
    .none = Nenhuma fonte indica quem preside { $actor-the }.
    .some = Presidência { $actor-of } { when }: { $names }{ since }.
    .unknown = Não se sabe quem preside { $actor-the } { when }. Última presidência conhecida: { $names }{ $last-since ->
        [none] {""}
       *[other] , desde { $last-since }
    }; último registo: { $last-lastSeen }.
    .yes = Sim. Presidência { $actor-of } { when }: { $who }{ since }.
    .no = Não. Nenhuma fonte indica que { $who-the } presida { $actor-the } { when }.
    .past = Não { when }. { $who-the } presidiu { $actor-the }{ $last-since ->
        [none] {""}
       *[other] {" "}(início: { $last-since })
    }{ $last-until ->
        [none] {""}
       *[other] {" "}(fim: { $last-until })
    }.
    .not-known = Não se sabe. { $who-the } é a última presidência conhecida { $actor-of }; último registo: { $last-lastSeen }; nenhuma fonte diz o que se passa { when }.
    .none-as-none = Ninguém preside { $actor-the }: por conceção não há presidência.
    .none-as-host-chairs = Nenhuma fonte indica quem preside { $actor-the }: quem acolhe cada reunião preside-a.

co-members =
    .none = Não se conhece nenhum ator que participe com { $actor-the } { when }.
    .some = Participam mais vezes com { $actor-the }: { $names }; mecanismos comuns com o primeiro: { $first-shared }.

conflicts =
    .none = Não se conhece nenhum desacordo entre fontes.
    .some = { $count ->
        [one] Um valor é contradito por outra fonte.
       *[other] { $count } valores são contraditos por outras fontes.
    }

cooperation =
    .none = Não se conhece nenhum laço entre { $a-the } e { $b-the }.
    .some = Laços conhecidos entre { $a-the } e { $b-the } ({ $count }): { $names }.

evidence =
    .none = Não se conhece nenhuma fonte.
    .some = { $count ->
        [one] Uma afirmação o diz
       *[other] { $count } afirmações o dizem
    }; a mais recente: { $first-sources }.

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
    .yes = Sim. { $who-the } acolheu { $first-meetings ->
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

instruments =
    .none = Não se conhece nenhum documento { $actor-of }.
    .some = Documentos conhecidos { $actor-of } ({ $count }): { $names }.

joined-left =
    .none = Não se conhece nenhuma adesão nem saída neste período.
    .some = Mudanças conhecidas ({ $count }): { $names }.

mechanisms =
    .none = Não se conhece nenhum mecanismo deste tipo.
    .some = Mecanismos ({ $count }): { $names }.

meetings =
    .none = Não se conhece nenhuma reunião deste tipo.
    .some = { $count ->
        [one] Conhece-se uma reunião
       *[other] Conhecem-se { $count } reuniões
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
    .yes = Sim. { $who-the } faz parte { $actor-of } { when } (função: { $first-role }){ since }.
    .no = Não. Nenhuma fonte mostra { $who } { $actor-to } { when }.
    .not-known = Não se sabe. Último registo de { $who } { $actor-to }: { $last-lastSeen }; nenhuma fonte diz o que se passa { when }.

memberships =
    .none = Nenhuma fonte indica de que { $actor-the } faz parte { when }.
    .some = { $actor-the } faz parte, { when }, de ({ $count ->
        [one] uma função
       *[other] { $count } funções
    }): { $names }.
    .unknown = Nada indica de que { $actor-the } faz parte { when }; último registo: { $names }, { $last-lastSeen }.

most-connected =
    .none = Não se conhece ninguém que participe num mecanismo { when }.
    .some = Participam em mais mecanismos { when }: { $names }; o primeiro, em { $first-mechanisms }.

overlap =
    .none = Não há dois mecanismos com um membro comum.
    .some = { $first-a } e { $first-b } são os que mais se sobrepõem; membros comuns: { $first-shared }.

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
    .none = Nenhuma fonte indica um secretariado aqui.
    .some = Secretariado, sede ou apoio { when }: { $names }.
    .some-actor = Secretariado, sede ou apoio { $actor-of } { when }: { $names }; função do primeiro: { $first-role }.
    .unknown = Não se sabe quem exerce o secretariado { $actor-of } { when }; último registo: { $names }, { $last-lastSeen }.
    .yes = Sim. { $who-the } serve { $actor-the } { when } (função: { $first-role }){ since }.
    .no = Não. Nenhuma fonte mostra { $who } como secretariado, sede ou apoio { $actor-of } { when }.
    .past = Não { when }. { $who-the } serviu { $actor-the } (função: { $last-role }).
    .not-known = Não se sabe. Último registo de { $who } no secretariado { $actor-of }: { $last-lastSeen }; nenhuma fonte diz o que se passa { when }.

shared-members =
    .none = Não se conhece ninguém que esteja em todos { when }.
    .some = Atores que estão ao mesmo tempo { $actors-to } { when } ({ $count }): { $names }.
    .some-without = Atores que estão { $actors-to } mas não { $without-to } { when } ({ $count }): { $names }.

steering-committee =
    .none = Nenhuma fonte indica quem integra o comité diretor { $actor-of }.
    .some = Comité diretor { $actor-of } { when } ({ $count }): { $names }.
    .unknown = Não se sabe quem integra o comité diretor { $actor-of } { when }; último registo: { $names }, { $last-lastSeen }.
    .yes = Sim. { $who-the } integra o comité diretor { $actor-of } { when }{ since }.
    .no = Não. Nenhuma fonte mostra { $who } no comité diretor { $actor-of } { when }.
    .past = Não { when }. { $who-the } integrou o comité diretor { $actor-of }.
    .not-known = Não se sabe. Último registo de { $who } no comité diretor { $actor-of }: { $last-lastSeen }; nenhuma fonte diz o que se passa { when }.

support =
    .none = Não se conhece nenhuma organização que apoie um mecanismo aqui.
    .some = Organizações que apoiam mais mecanismos { when }: { $names }; a primeira, { $first-mechanisms }.

themes =
    .none = Não se conhece nenhum tema aqui.
    .some = Linhas ({ $count }): { $names }.
    .some-actor = Temas { $actor-of }: { $names }.

timeline =
    .none = Não se conhece nada datado { $actor-of }.
    .some = Factos datados { $actor-of } ({ $count }); o mais recente ({ $first-date }): { $first-what }.

parties =
    .none = Não se conhece nenhuma parte { $instrument-to } { when }.
    .some = { $count ->
        [one] Conhece-se uma parte
       *[other] Conhecem-se { $count } partes
    } { $instrument-to } { when }: { $names }.
    .some-act = { $instrument-the }, ato «{ $act }» { when } ({ $count }): { $names }.

treaties =
    .none = Não se conhece nenhum tratado que vincule { $actor-the }.
    .unknown = Não se conhece nenhum tratado que vincule { $actor-the } { when }; último registo: { $names }, { $last-lastSeen }.
    .some = Textos que vinculam { $actor-the } ou que assinou ou votou ({ $count }): { $names }.

not-parties =
    .none = Não se conhece nenhum membro { $actor-of } que não seja parte { $instrument-to } { when }.
    .some = Membros { $actor-of } que não constam como parte { $instrument-to } { when } ({ $count }): { $names }.

agreements =
    .none = Não se conhece nenhum acordo aqui.
    .unknown = Não se conhece nenhum acordo em vigor { when }; último registo: { $names }, { $last-lastSeen }.
    .some = Acordos conhecidos ({ $count }): { $names }.
    .none-actor = Não se conhece nenhum acordo { $actor-of } aqui.
    .unknown-actor = Não se conhece nenhum acordo em vigor { $actor-of } { when }; último registo: { $names }, { $last-lastSeen }.
    .some-actor = Acordos conhecidos { $actor-of } ({ $count }): { $names }.
    .some-with = Acordos conhecidos entre { $actor-the } e { $with-the } ({ $count }): { $names }.

roles =
    .none = Nenhuma fonte indica uma função { $actor-of } { when }.
    .unknown = Não se conhece nenhuma função { $actor-of } { when }; último registo: { $names }, { $last-lastSeen }.
    .some = Funções { $actor-of } { when } ({ $count }): { $names }.

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
