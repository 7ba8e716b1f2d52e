# Frases de respuesta en español: un mensaje por pregunta del catálogo, un atributo por caso.

when = { $tense ->
    [today] hoy
   *[other] al { $day }
}
since = { $first-since-is ->
    [day] , desde el { $first-since }
    [month] , desde { $first-since }
    [year] , desde { $first-since }
   *[other] {""}
}
duration = { $months ->
    [0] { $years ->
        [1] un año
        [2] dos años
       *[other] { $years } años
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
   *[other] {" "}hasta el { $day }
}
chair-time = { since }{ $first-until-is ->
    [day] , hasta el { $first-until }
    [month] , hasta { $first-until }
    [year] , hasta { $first-until }
   *[other] { $first-since ->
        [none] {""}
       *[other] { for-term }
    }
}
not-approved = { $count ->
    [one] De un miembro { $actor-of } no se conoce
   *[other] De { $count } miembros { $actor-of } no se conoce
} voto a favor { $instrument-of } ni adopción{ by-day } (el texto no obliga a nadie): { $names }.
renamed = { $former } se llama hoy { $name-the }.
others = { $others ->
    [one] { $list } y uno más
   *[other] { $list } y { $others } más
}
left-out = { $count ->
    [one] Se omite otra fila, porque ninguna fuente muestra que siga vigente.
   *[other] Se omiten otras { $count } filas, porque ninguna fuente muestra que sigan vigentes.
}

# Lo que precisa la pregunta, para una frase que no lo nombra: $value con sus formas.
filter-act = acto «{ $value }»
filter-actor = en relación con { $value-the }
filter-asOf = al { $value }
filter-certainty = { $value ->
    [strict] solo lo que las fuentes fechan o atestiguan
   *[other] {""}
}
filter-city = ciudad: { $value }
filter-during = en { $value }
filter-framework = marco: { $value }
filter-from = desde el { $value }
filter-funder = financiación: { $value }
filter-implementer = ejecución: { $value }
filter-instrument = marco: { $value }
filter-kind = tipo: { $value }
filter-network = red «{ $value }»
filter-of = entre los miembros { $value-of }
filter-only = solo «{ $value }»
filter-other = con { $value-the }
filter-project = { $value }
filter-region = región: { $value }
filter-role = función: { $value }
filter-scope = alcance «{ $value }»
filter-since = desde el { $value }
filter-standing = situación «{ $value }»
filter-state = país: { $value }
filter-status = estado «{ $value }»
filter-theme = tema: { $value }
filter-treaty = texto: { $value }
filter-until = hasta el { $value }
filter-via = vínculos «{ $value }»
filter-who = { $value }
filter-with = con { $value-the }
filter-without = fuera { $value-of }

# A value that a parameter or a column takes by its name, $key with hyphens for blanks.
choice = { $key ->
    [own] propios
    [bodies] órganos
    [members] miembros
    [dialogues] diálogos
    [agreements] acuerdos
    [initiatives] iniciativas
    [mechanisms] mecanismos
    [all] todos
    [any] cualquiera
    [no-chair-known] ninguna presidencia conocida
    [no-secretariat-known] ninguna secretaría conocida
    [no-member-known] ningún miembro conocido
    [no-meeting-known] ninguna reunión conocida
    [no-newer-source] ninguna fuente más reciente
    [member-count-differs] el número de miembros difiere
    [joined] incorporaciones
    [left] salidas
    [party] parte
    [signatory] signatario
    [voted] votó
    [signed] firmado
    [not-ratified] firmado sin ratificar
    [no-party] no es parte
    [other] otro
    [signature] firma
    [ratification] ratificación
    [accession] adhesión
    [succession] sucesión
    [acceptance] aceptación
    [approval] aprobación
    [denunciation] denuncia
    [adoption] adopción
    [champion-country] país pionero
    [for] a favor
    [against] en contra
    [abstention] abstención
    [absent] ausente
    [mechanism] mecanismo
    [state] Estado
    [organization] organización
    [dated] fechado
    [attested] atestiguado
    [assumed] supuesto
    [last-known] último conocido
    [unknown] desconocido
   *[other] { $name }
}

any =
    .none = El grafo no contiene respuesta.
    .over = No consta nada vigente { when }; conocido del pasado: { $names }.
    .some = { $count ->
        [one] Una fila responde: { $names }.
       *[other] { $count } filas responden: { $names }.
    }
    .unknown = Nada consta { when }; último rastro: { $names }, { $last-lastSeen }.

bodies =
    .none = No se conoce ningún órgano { $actor-of }.
    .some = { $count ->
        [one] Se conoce un órgano
       *[other] Se conocen { $count } órganos
    } { $actor-of }: { $names }.

bridges =
    .none = Ningún actor enlaza varios mecanismos { when }.
    .some = Actores que enlazan más mecanismos con poco en común { when }: { $names }.

chairing =
    .none = No se conoce ninguna presidencia { when }.
    .some = { $count ->
        [one] Se conoce una presidencia
       *[other] Se conocen { $count } presidencias
    } { when }: { $names }.
    .none-actor = Ninguna fuente indica que { $actor-the } { $actor-number ->
        [many] presidan
       *[other] presida
    } un mecanismo { when }.
    .some-actor = { $actor-the } { $actor-number ->
        [many] presiden
       *[other] preside
    } { when }: { $names }.
    .unknown = No se conoce ninguna presidencia { when }; último rastro: { $names }, { $last-lastSeen }.
    .unknown-actor = No se sabe si { $actor-the } { $actor-number ->
        [many] presiden
       *[other] preside
    } un mecanismo { when }; último rastro: { $names }, { $last-lastSeen }.

chairs =
    .none = Ninguna fuente indica quién preside { $actor-the }.
    .some = Presidencia { $actor-of } { when }: { $names }{ chair-time }.
    .unknown = No se sabe quién preside { $actor-the } { when }. Última presidencia conocida: { $names }{ $last-since-is ->
        [day] , desde el { $last-since }{ for-term }
        [month] , desde { $last-since }{ for-term }
        [year] , desde { $last-since }{ for-term }
       *[other] {""}
    }; último rastro: { $last-lastSeen }.
    .yes = Sí. Presidencia { $actor-of } { when }: { $who }{ chair-time }.
    .no = No. Ninguna fuente indica que { $who-the } { $who-number ->
        [many] presidan
       *[other] presida
    } { $actor-the } { when }.
    .past = No { when }. { $who-the } { $who-number ->
        [many] presidieron
       *[other] presidió
    } { $actor-the }{ $last-since ->
        [none] {""}
       *[other] {" "}(inicio: { $last-since })
    }{ $last-until ->
        [none] {""}
       *[other] {" "}(fin: { $last-until })
    }.
    .not-known = No se sabe. { $who-the } es la última presidencia conocida { $actor-of }; último rastro: { $last-lastSeen }; ninguna fuente dice qué ocurre { when }.
    .none-as-none = Nadie preside { $actor-the }: por diseño no hay presidencia.
    .none-as-host-chairs = Ninguna fuente indica quién preside { $actor-the }: quien acoge cada reunión la preside.
    .period = Presidencias conocidas { $actor-of }, de la más reciente a la más antigua: { $names }.
    .period-who = Sí. { $who-the } { $who-number ->
        [many] han presidido
       *[other] ha presidido
    } { $actor-the }{ $first-since ->
        [none] {""}
       *[other] {" "}(inicio: { $first-since })
    }{ $first-until ->
        [none] {""}
       *[other] {" "}(fin: { $first-until })
    }.
    .no-period = No. Ninguna fuente muestra { $who-to } en la presidencia { $actor-of }.

co-members =
    .none = No se conoce ningún actor que coincida con { $actor-the } { when }.
    .some = Coinciden más con { $actor-the }: { $names }; mecanismos comunes con el primero: { $first-shared }.

conflicts =
    .none = No se conoce ningún desacuerdo entre fuentes.
    .some = { $count ->
        [one] Otra fuente contradice un valor.
       *[other] Otras fuentes contradicen { $count } valores.
    }

cooperation =
    .none = No se conoce ningún vínculo entre { $a-the } y { $b-the }.
    .some = { $count ->
        [one] Se conoce un vínculo
       *[other] Se conocen { $count } vínculos
    } entre { $a-the } y { $b-the }: { $names }.

evidence =
    .none = No se conoce ninguna fuente.
    .some = { $count ->
        [one] Lo dice una afirmación
       *[other] Lo dicen { $count } afirmaciones
    }; la más reciente: { $newest-sources }{ $newest-contentDate ->
        [none] {""}
       *[other] {" "}({ $newest-contentDate })
    }.

gaps =
    .none = No se conoce ninguna laguna aquí.
    .some = { $count ->
        [one] Hay una laguna
       *[other] Hay { $count } lagunas
    }: { $names }.

hosts =
    .none = No se conoce ningún lugar de reunión aquí.
    .some = { $count ->
        [one] Un Estado acogió reuniones
       *[other] { $count } Estados acogieron reuniones
    }; con más frecuencia: { $names }.
    .some-actor = { $count ->
        [one] Un Estado acogió reuniones { $actor-of }
       *[other] { $count } Estados acogieron reuniones { $actor-of }
    }; con más frecuencia: { $names }.
    .yes = Sí. { $who-the } { $who-number ->
        [many] acogieron
       *[other] acogió
    } { $first-meetings ->
        [one] una reunión de este tipo
       *[other] { $first-meetings } reuniones de este tipo
    }{ $first-last ->
        [none] {""}
       *[other] ; la última: { $first-last }
    }.
    .no = No. Ninguna fuente indica que { $who-the } haya acogido una reunión de este tipo.

initiatives =
    .none = No se conoce ningún proyecto ni fondo de este tipo.
    .some = { $count ->
        [one] Se conoce un proyecto o fondo
       *[other] Se conocen { $count } proyectos y fondos
    }: { $names }.
    .some-project = { $project }; financiación: { $first-funders ->
        [none] no consta
       *[other] { $first-funders }
    }; ejecución: { $first-implementers ->
        [none] no consta
       *[other] { $first-implementers }
    }{ $first-since ->
        [none] {""}
       *[other] ; inicio: { $first-since }
    }{ $first-until ->
        [none] {""}
       *[other] ; fin: { $first-until }
    }.

instruments =
    .none = No se conoce ningún documento { $actor-of }.
    .some = { $count ->
        [one] Se conoce un documento
       *[other] Se conocen { $count } documentos
    } { $actor-of }: { $names }.

joined-left =
    .none = No se conoce ninguna adhesión ni salida en este período.
    .some = { $count ->
        [one] Se conoce un cambio
       *[other] Se conocen { $count } cambios
    }: { $names }.
    .yes = { $first-change-is ->
        [joined] Entrada en { $first-organization-the }
        [gone-by] Ausencia constatada en { $first-organization-the }
       *[left] Salida de { $first-organization-the }
    }: { $first-member-the }, { $first-date } (función: { $first-role }).
    .yes-who-only = { $first-change-is ->
        [joined] Entrada { $who-of } en { $actor-the }
        [gone-by] Ausencia constatada { $who-of } en { $actor-the }
       *[left] Salida { $who-of } { $actor-of }
    }: { $first-date } (función: { $first-role }).
    .no = No. Ninguna fuente muestra una entrada ni una salida { $who-of } en { $actor-the }.
    .no-only-left = No. Ninguna fuente muestra una salida { $who-of } { $actor-of }.
    .no-only-joined = No. Ninguna fuente muestra una entrada { $who-of } en { $actor-the }.

mechanisms =
    .none = No se conoce ningún mecanismo de este tipo.
    .some = { $count ->
        [one] Hay un mecanismo
       *[other] Hay { $count } mecanismos
    }: { $names }{ $count ->
        [one] { $first-founded ->
            [none] {""}
           *[other] ; fundación: { $first-founded }
        }
       *[other] {""}
    }.
    .some-actor = { $actor }: { $first-kind ->
        [none] mecanismo
       *[other] { $first-kind }
    }{ $first-founded ->
        [none] {""}
       *[other] ; fundación: { $first-founded }
    }{ $first-ended ->
        [none] {""}
       *[other] ; fin: { $first-ended }
    }{ $first-members ->
        [none] {""}
       *[other] ; miembros conocidos { when }: { $first-members }
    }.
    .some-from = { $count ->
        [one] Un mecanismo fundado a partir del { $from }: { $names }.
       *[other] { $count } mecanismos fundados a partir del { $from }: { $names }.
    }
    .some-until = { $count ->
        [one] Un mecanismo fundado hasta el { $until }: { $names }.
       *[other] { $count } mecanismos fundados hasta el { $until }: { $names }.
    }
    .some-from-until = { $count ->
        [one] Un mecanismo fundado del { $from } al { $until }: { $names }.
       *[other] { $count } mecanismos fundados del { $from } al { $until }: { $names }.
    }

meetings =
    .none = No se conoce ninguna reunión de este tipo.
    .some = { $count ->
        [one] Se conoce una reunión
       *[other] Se conocen { $count } reuniones
    }; la más reciente: { $first-meeting }{ $first-start ->
        [none] {""}
       *[other] {" "}({ $first-start })
    }.
    .none-actor = No se conoce ninguna reunión de este tipo { $actor-of }.
    .some-actor = { $count ->
        [one] Se conoce una reunión { $actor-of }
       *[other] Se conocen { $count } reuniones { $actor-of }
    }; la más reciente: { $first-meeting }{ $first-start ->
        [none] {""}
       *[other] {" "}({ $first-start })
    }.

members =
    .none = Ninguna fuente indica quién forma parte { $actor-of } { when }.
    .some = { $count ->
        [one] Consta una función
       *[other] Constan { $count } funciones
    } en { $actor-the } { when }: { $names }.
    .some-role-member = { $count ->
        [one] Un miembro
       *[other] { $count } miembros
    } { $actor-of } { when }: { $names }.
    .some-role = Función «{ $role }» en { $actor-the } { when }: { $names }.
    .unknown = Ninguna fuente indica quién forma parte { $actor-of } { when }; último rastro: { $names }, { $last-lastSeen }.
    .yes = Sí. { $who-the } { $who-number ->
        [many] forman parte
       *[other] forma parte
    } { $actor-of } { when } (función: { $first-role }){ since }.
    .no = No. Ninguna fuente muestra { $who-to } en { $actor-the } { when }.
    .not-known = No se sabe. Último rastro { $who-of } en { $actor-the }: { $last-lastSeen }; ninguna fuente dice qué ocurre { when }.
    .no-as-left = No. Salida { $who-of } { $actor-of }: { $absent }.
    .no-as-gone-by = No. { $who-the } ya no formaba parte { $actor-of } (constatado: { $absent }).
    .no-as-joined-later = No. Adhesión { $who-of } { $actor-to }: solo { $absent }.

memberships =
    .none = Ninguna fuente indica de qué forma parte { $actor-the } { when }.
    .some = Participación { $actor-of } { when }, { $count ->
        [one] una función
       *[other] { $count } funciones
    }: { $names }.
    .unknown = Nada indica de qué forma parte { $actor-the } { when }; último rastro: { $names }, { $last-lastSeen }.

most-connected =
    .none = No se conoce a nadie que participe en un mecanismo { when }.
    .some = Participan en más mecanismos { when }: { $names }; el primero, en { $first-mechanisms }.

overlap =
    .none = No hay dos mecanismos con un miembro común.
    .some-actor-other = { $first-shared ->
        [one] Un miembro común
       *[other] { $first-shared } miembros comunes
    } entre { $first-a-the } y { $first-b-the } { when }.
    .none-other = Ninguna fuente muestra un miembro común entre { $actor-the } y { $other-the } { when }.
    .some = { $first-a-the } y { $first-b-the } son los que más se solapan; miembros comunes: { $first-shared }.

partners =
    .none = No se conoce ningún socio { $actor-of } { when }.
    .some = { $count ->
        [one] Se conoce un socio
       *[other] Se conocen { $count } socios
    } { $actor-of } { when }; los más cercanos: { $names }.
    .unknown = No se conoce ningún socio actual { $actor-of } { when }; último rastro: { $names }, { $last-lastSeen }.

path =
    .none = No se conoce ninguna cadena de cooperación entre { $a-the } y { $b-the }.
    .some = La cadena más corta entre { $a-the } y { $b-the } tiene { $max-step ->
        [one] un paso
       *[other] { $max-step } pasos
    }; número de tales cadenas: { $distinct }.

secretariats =
    .none = Ninguna fuente indica una secretaría, sede o apoyo { when }.
    .none-actor = Ninguna fuente muestra { $actor-to } en una relación de secretaría, sede o apoyo { when }.
    .some = Secretaría, sede o apoyo { when }: { $names }.
    .some-actor = Secretaría, sede o apoyo { $actor-of } { when }: { $names }; { $distinct ->
        [one] función
       *[other] función del primero
    }: { $first-role }.
    .some-actor-in-organization = { $actor-the } { $actor-number ->
        [many] ejercen
       *[other] ejerce
    } { when } la secretaría, la sede o el apoyo de lo siguiente: { $names }; primera función: { $first-role }.
    .unknown = No se conoce ninguna secretaría, sede o apoyo { when }; último rastro: { $names }, { $last-lastSeen }.
    .unknown-actor = No se sabe quién ejerce la secretaría { $actor-of } { when }; último rastro: { $names }, { $last-lastSeen }.
    .unknown-actor-in-organization = No se sabe si { $actor-the } { $actor-number ->
        [many] ejercen
       *[other] ejerce
    } una secretaría, sede o apoyo { when }; último rastro: { $last-lastSeen }.
    .yes = Sí. { $who-the } { $who-number ->
        [many] ejercen
       *[other] ejerce
    } { when } la secretaría, la sede o el apoyo de lo siguiente: { $names }; primera función: { $first-role }.
    .yes-actor = Sí. { $who-the } { $who-number ->
        [many] sirven
       *[other] sirve
    } { $actor-to } { when } (función: { $first-role }){ since }.
    .no = No. Ninguna fuente muestra { $who-to } como secretaría, sede o apoyo { when }.
    .no-actor = No. Ninguna fuente muestra { $who-to } como secretaría, sede o apoyo { $actor-of } { when }.
    .past = No { when }. { $who-the } { $who-number ->
        [many] tuvieron
       *[other] tuvo
    } la función: { $last-role }.
    .past-actor = No { when }. { $who-the } { $who-number ->
        [many] sirvieron
       *[other] sirvió
    } { $actor-to } (función: { $last-role }).
    .not-known = No se sabe. Último rastro { $who-of } como secretaría, sede o apoyo: { $last-lastSeen }; ninguna fuente dice qué ocurre { when }.
    .not-known-actor = No se sabe. Último rastro { $who-of } en la secretaría { $actor-of }: { $last-lastSeen }; ninguna fuente dice qué ocurre { when }.
    .period = Secretaría, sede o apoyo conocidos: { $names }.
    .period-actor = Secretaría, sede o apoyo conocidos { $actor-of }: { $names }.
    .period-actor-in-organization = Secretaría, sede o apoyo conocidos que ejerce { $actor-the }, para: { $names }.
    .period-actor-who = Sí. Hay fuentes que muestran { $who-to } como secretaría, sede o apoyo { $actor-of }.
    .none-period = Ninguna fuente indica una secretaría, sede o apoyo.

shared-members =
    .none = No se conoce a nadie que esté en { $actors-the } { when }.
    .none-without = No se conoce a nadie que esté en { $actors-the } pero no en { $without-the } { when }.
    .some = { $count ->
        [one] Un actor está
       *[other] { $count } actores están
    } en { $actors-the } { when }: { $names }.
    .some-without = { $count ->
        [one] Un actor está
       *[other] { $count } actores están
    } en { $actors-the } pero no en { $without-the } { when }: { $names }.

steering-committee =
    .none = Ninguna fuente indica quién integra el comité directivo { $actor-of }.
    .some = { $count ->
        [one] Un actor integra
       *[other] { $count } actores integran
    } el comité directivo { $actor-of } { when }: { $names }.
    .unknown = No se sabe quién integra el comité directivo { $actor-of } { when }; último rastro: { $names }, { $last-lastSeen }.
    .yes = Sí. { $who-the } { $who-number ->
        [many] integran
       *[other] integra
    } el comité directivo { $actor-of } { when }{ since }.
    .no = No. Ninguna fuente muestra { $who-to } en el comité directivo { $actor-of } { when }.
    .past = No { when }. { $who-the } { $who-number ->
        [many] integraron
       *[other] integró
    } el comité directivo { $actor-of }.
    .not-known = No se sabe. Último rastro { $who-of } en el comité directivo { $actor-of }: { $last-lastSeen }; ninguna fuente dice qué ocurre { when }.
    .period = Miembros conocidos del comité directivo { $actor-of }: { $names }.
    .period-who = Sí. Hay fuentes que muestran { $who-to } en el comité directivo { $actor-of }.
    .no-period = No. Ninguna fuente muestra { $who-to } en el comité directivo { $actor-of }.

support =
    .none = No se conoce ninguna organización que apoye un mecanismo { when }.
    .none-actor = Ninguna fuente indica que { $actor-the } apoye un mecanismo { when }.
    .some = Organizaciones que apoyan más mecanismos { when }: { $names }; la primera, { $first-mechanisms }.
    .some-actor = { $first-mechanisms ->
        [one] Un mecanismo
       *[other] { $first-mechanisms } mecanismos
    } con apoyo { $actor-of } { when }: { $first-supported }.

themes =
    .none = No se conoce ningún tema.
    .none-actor = No se conoce ningún tema { $actor-of }.
    .none-theme = No se conoce a nadie que trabaje en el tema «{ $theme }».
    .none-theme-actor = Ninguna fuente indica que { $actor-the } trabaje en el tema «{ $theme }».
    .some = { $distinct ->
        [one] Un tema
       *[other] { $distinct } temas
    }: { $names }.
    .some-actor = Temas { $actor-of }: { $names }.
    .some-theme = { $distinct ->
        [one] Un actor trabaja
       *[other] { $distinct } actores trabajan
    } en el tema «{ $theme }»: { $names }.
    .some-theme-actor = Temas { $actor-of }: { $names }.

timeline =
    .none = No se conoce nada fechado { $actor-of }.
    .some = { $count ->
        [one] Se conoce un hecho fechado
       *[other] Se conocen { $count } hechos fechados
    } { $actor-of }; { $first-date-tense ->
        [future] previsto
       *[past] el último por fecha
    } ({ $first-date }): { $first-what }.

parties =
    .none = No se conoce ninguna parte en { $instrument-the } { when }.
    .none-as-adopted-later = La adopción { $instrument-of } no es anterior { $absent-is ->
        [day] al
       *[other] a
    } { $absent }: nadie podía ser parte ni haberlo aprobado { when }.
    .none-as-binds-nobody = { $instrument-the } no obliga a nadie; no se conoce ningún voto a favor ni ninguna adopción.
    .none-act = No se conoce ningún acto «{ $act }» respecto { $instrument-of }.
    .some = { $first-acts-is ->
        [for] { $count ->
            [one] Un Estado votó
           *[other] { $count } Estados votaron
        } a favor { $instrument-of }{ by-day }, que no obliga a nadie: { $names }.
        [adoption] { $count ->
            [one] Un Estado adoptó
           *[other] { $count } Estados adoptaron
        } { $instrument-the }{ by-day }, que no obliga a nadie: { $names }.
       *[other] { $count ->
            [one] Se conoce una parte
           *[other] Se conocen { $count } partes
        } en { $instrument-the } { when }: { $names }.
    }
    .some-act = { $instrument-the }, acto «{ $act }» ({ $count }): { $names }.
    .some-act-for = { $count ->
        [one] Un actor votó a favor { $instrument-of }: { $names }.
       *[other] { $count } actores votaron a favor { $instrument-of }: { $names }.
    }
    .some-act-against = { $count ->
        [one] Un actor votó en contra { $instrument-of }: { $names }.
       *[other] { $count } actores votaron en contra { $instrument-of }: { $names }.
    }
    .some-act-abstention = { $count ->
        [one] Un actor se abstuvo en la votación sobre { $instrument-the }: { $names }.
       *[other] { $count } actores se abstuvieron en la votación sobre { $instrument-the }: { $names }.
    }
    .some-act-signature = { $count ->
        [one] Un actor firmó { $instrument-the }: { $names }.
       *[other] { $count } actores firmaron { $instrument-the }: { $names }.
    }
    .some-act-ratification = { $count ->
        [one] Un actor ratificó { $instrument-the }: { $names }.
       *[other] { $count } actores ratificaron { $instrument-the }: { $names }.
    }
    .some-act-accession = { $count ->
        [one] Un actor se adhirió { $instrument-to }: { $names }.
       *[other] { $count } actores se adhirieron { $instrument-to }: { $names }.
    }

treaties =
    .none = No se conoce ningún tratado que vincule { $actor-to }.
    .none-standing = No se conoce ningún tratado con la situación «{ $standing }» { $actor-of } { when }.
    .none-treaty-standing = No. Ninguna fuente atribuye { $actor-to } la situación «{ $standing }» respecto { $treaty-of } { when }.
    .none-treaty = No. Ninguna fuente muestra una adhesión, firma o voto { $actor-of } respecto { $treaty-of } { when }.
    .unknown = No se conoce ningún tratado que vincule { $actor-to } { when }; último rastro: { $names }, { $last-lastSeen }.
    .unknown-treaty = No se sabe. Último rastro { $actor-of } respecto { $treaty-of }: { $last-lastSeen }; ninguna fuente dice qué ocurre { when }.
    .some = { $count ->
        [one] Un texto vigente, firmado o votado, en el caso
       *[other] { $count } textos vigentes, firmados o votados, en el caso
    } { $actor-of }: { $names }.
    .some-treaty = { $first-standing-is ->
        [party] Sí. { $actor-the } { $actor-number ->
        [many] son parte
       *[other] es parte
    } en { $treaty-the } { when } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }).
        [signatory] No. { $actor-the } { $actor-number ->
        [many] firmaron
       *[other] firmó
    } { $treaty-the }{ $first-signed ->
            [none] {""}
           *[other] {" "}({ $first-signed })
        } y no es parte { when }.
        [left] No. { $actor-the } { $actor-number ->
        [many] dejaron
       *[other] dejó
    } { $treaty-the } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }).
        [no-party] No. Una fuente ({ $last-lastSeen }) dice que { $actor-the } { $actor-number ->
        [many] no son parte
       *[other] no es parte
    } en { $treaty-the }.
        [voted] Voto { $actor-of } sobre { $treaty-the }: { $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }.
       *[other] Acto { $actor-of } respecto { $treaty-of }: { $first-acts }{ $first-since ->
            [none] {""}
           *[other] , { $first-since }
        }.
    }
    .some-standing-party = { $actor-the } { $actor-number ->
        [many] son parte
       *[other] es parte
    } en { $count ->
        [one] un texto
       *[other] { $count } textos
    } { when }: { $names }.
    .some-standing-signed = { $actor-the } { $actor-number ->
        [many] firmaron
       *[other] firmó
    } { $count ->
        [one] un texto
       *[other] { $count } textos
    }: { $names }.
    .some-standing-not-ratified = { $actor-the } { $actor-number ->
        [many] firmaron
       *[other] firmó
    } { $count ->
        [one] un texto
       *[other] { $count } textos
    } sin que conste como parte { when }: { $names }.
    .none-as-not-listed = No. La lista de partes en { $treaty-the } está completa hasta esta fecha: { $absent }, y { $actor-the } no figura en ella.
    .none-as-not-listed-until = No se sabe desde esta fecha: { $absent }. Hasta entonces la lista de partes en { $treaty-the } está completa y { $actor-the } no figura en ella.

not-parties =
    .none-as-no-member = No se conoce ningún miembro { $actor-of } { when }.
    .none = No se conoce ningún miembro { $actor-of } que no sea parte en { $instrument-the } { when }.
    .some = { $first-known-is ->
        [approved-later] { not-approved }
        [voted-otherwise] { not-approved }
        [no-approval-known] { not-approved }
       *[other] { $count ->
            [one] De un miembro { $actor-of } no consta que sea
           *[other] De { $count } miembros { $actor-of } no consta que sean
        } parte en { $instrument-the } { when }: { $names }.
    }

agreements =
    .none = No se conoce ningún acuerdo.
    .unknown = No se conoce ningún acuerdo vigente { when }; último rastro: { $names }, { $last-lastSeen }.
    .some = { $count ->
        [one] Se conoce un acuerdo vigente { when }: { $names }.
       *[other] Se conocen { $count } acuerdos vigentes { when }: { $names }.
    }
    .none-actor = No se conoce ningún acuerdo { $actor-of }.
    .unknown-actor = No se conoce ningún acuerdo vigente { $actor-of } { when }; último rastro: { $names }, { $last-lastSeen }.
    .some-actor = { $count ->
        [one] Se conoce un acuerdo vigente { $actor-of } { when }: { $names }.
       *[other] Se conocen { $count } acuerdos vigentes { $actor-of } { when }: { $names }.
    }
    .none-with = No se conoce ningún acuerdo con { $with-the }.
    .unknown-with = No se conoce ningún acuerdo vigente con { $with-the } { when }; último rastro: { $names }, { $last-lastSeen }.
    .some-with = { $count ->
        [one] Se conoce un acuerdo vigente con { $with-the } { when }: { $names }.
       *[other] Se conocen { $count } acuerdos vigentes con { $with-the } { when }: { $names }.
    }
    .none-actor-with = No se conoce ningún acuerdo entre { $actor-the } y { $with-the }.
    .unknown-actor-with = No se conoce ningún acuerdo vigente entre { $actor-the } y { $with-the } { when }; último rastro: { $names }, { $last-lastSeen }.
    .some-actor-with = { $count ->
        [one] Se conoce un acuerdo vigente entre { $actor-the } y { $with-the } { when }: { $names }.
       *[other] Se conocen { $count } acuerdos vigentes entre { $actor-the } y { $with-the } { when }: { $names }.
    }
    .period = { $count ->
        [one] Se conoce un acuerdo firmado en este período: { $names }.
       *[other] Se conocen { $count } acuerdos firmados en este período: { $names }.
    }
    .none-period = No se conoce ningún acuerdo firmado en este período.

roles =
    .none = Ninguna fuente indica una función { $actor-of } { when }.
    .unknown = No se conoce ninguna función { $actor-of } { when }; último rastro: { $names }, { $last-lastSeen }.
    .some = Funciones { $actor-of } { when } ({ $count }): { $names }.{ $ended ->
        [0] {""}
        [one] {" "}Otra ha terminado o solo se conoce del pasado.
       *[other] {" "}Otras { $ended } han terminado o solo se conocen del pasado.
    }
    .period = Funciones conocidas { $actor-of } ({ $count }): { $names }.
    .none-period = Ninguna fuente indica una función { $actor-of }.

# Qué es un Estado, una organización o un mecanismo, en una frase, si ninguna fuente lo define.

actor-state = { $name }: { $status ->
    [un-member] Estado Miembro de las Naciones Unidas
    [un-observer] Estado observador ante las Naciones Unidas
   *[other] Estado o territorio
}{ $region ->
    [none] {""}
   *[other] {" "}({ $region })
}; { $dialogues ->
    [0] no consta aquí en ningún diálogo sobre migración
    [one] miembro de un diálogo sobre migración
   *[other] miembro de { $dialogues } diálogos sobre migración
}{ $treaties ->
    [0] {""}
    [one] {" "}y parte en un tratado registrado aquí
   *[other] {" "}y parte en { $treaties } tratados registrados aquí
}.

actor-organization = { $name }: { $kind }{ $members ->
    [0] {""}
    [one] , un miembro
   *[other] , { $members } miembros
}{ $established ->
    [none] {""}
   *[other] , fecha de creación: { $established }
}{ $seat ->
    [none] {""}
   *[other] , sede: { $seat }
}{ $supports ->
    [0] {""}
    [one] ; preside, gestiona o apoya un diálogo sobre migración
   *[other] ; preside, gestiona o apoya { $supports } diálogos sobre migración
}.

actor-mechanism = { $name }: { $kind }{ $members ->
    [0] {""}
    [one] , un miembro
   *[other] , { $members } miembros
}{ $established ->
    [none] {""}
   *[other] , fecha de creación: { $established }
}.

# Why a question in words has no answer.
refusal-outside = No es ninguna de las preguntas que responde el catálogo. El grafo sabe quién participa en qué diálogo sobre migración, quién lo dirige, le presta servicios y coopera con él, sus reuniones e instrumentos, y quién lo dice: no tiene cifras de migración, ni políticas de los Estados, ni noticias.
refusal-bare = Son nombres sin pregunta: diga qué quiere saber de ellos.
refusal-two-questions = Son dos preguntas: hágalas de una en una.
refusal-several = Puede tratarse de más de una pregunta.
refusal-unsure = No está claro qué se pregunta. Abajo están las preguntas más cercanas del catálogo.
refusal-nameless = La pregunta no dice de qué proceso se trata: escriba su nombre.
refusal-needs = A la pregunta le falta el parámetro `{ $parameter }`.
refusal-unknown = Nada en el grafo se llama { $text }.{ $names ->
    [none] {""}
   *[other] {" "}Nombres más cercanos: { $names }.
}
refusal-ambiguous = { $text } puede significar más de una cosa: { $names }. Diga cuál.
refusal-ambiguous-name = Un nombre es ambiguo.
refusal-not-taken = La pregunta más cercana no admite { $text }: quítelo o haga una de estas.
refusal-denied = La pregunta más cercana enumera lo que es, no lo que no es: pregunte por eso, o haga una de estas.
refusal-not-both = La pregunta admite { $one } o { $other }, no ambos: pregunte por uno a la vez.
refusal-no-date = { $text } no es una fecha: escriba un año, un mes o un día.
refusal-no-such-date = No existe la fecha { $text }.
refusal-backwards = El período de { $first } a { $last } termina antes de empezar.
refusal-too-old = Nada en el grafo es tan antiguo como { $year }.
refusal-several-periods = Las fechas son más de un período: nombre uno.
refusal-one-date = Esta pregunta se responde para un solo día: nombre una fecha.
refusal-one-day = Esta pregunta se responde para un solo día: nombre un año, un mes o un día.
refusal-takes-no-date = Esta pregunta no admite fecha: quítela.
refusal-future = { $text } está en el futuro: aún no se sabe nada.
refusal-empty = No se preguntó nada.
refusal-too-long = Una pregunta en palabras tiene como máximo { $characters } caracteres y { $words } palabras.
refusal-characters = El texto contiene caracteres que no forman parte de ninguna frase.
refusal-no-words = El texto no contiene palabras.
