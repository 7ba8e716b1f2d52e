# جمل الإجابات بالعربية: رسالة لكل سؤال في الفهرس، وسمة لكل حالة.

when = { $tense ->
    [today] اليوم
   *[other] في { $day }
}
since = { $first-since ->
    [none] {""}
   *[other] ، منذ { $first-since }
}
duration = { $months ->
    [0] { $years ->
        [one] سنة واحدة
        [two] سنتين
        [few] { $years } سنوات
       *[other] { $years } سنة
    }
    [6] ستة أشهر
    [few] { $months } أشهر
   *[other] { $months } شهرًا
}
for-term = { $term ->
    [none] {""}
   *[other] {" "}لمدة { $term }
}
by-day = { $tense ->
    [today] {""}
   *[other] {" "}حتى { $day }
}
chair-time = { since }{ $first-until ->
    [none] { $first-since ->
        [none] {""}
       *[other] { for-term }
    }
   *[other] {" "}حتى { $first-until }
}
not-approved = أعضاء { $actor } الذين لا يُعرف أنهم صوّتوا لصالح { $instrument } أو اعتمدوه{ by-day } ({ $count })، وهو نص لا يُلزم أحدًا: { $names }.
renamed = { $former } هي اليوم { $name-the }.
others = { $list } و{ $others } غيرها
left-out = { $count ->
    [one] حُذف صف آخر لعدم وجود مصدر يبيّن أنه لا يزال ساريًا.
    [two] حُذف صفان آخران لعدم وجود مصدر يبيّن أنهما لا يزالان ساريين.
    [few] حُذفت { $count } صفوف أخرى لعدم وجود مصدر يبيّن أنها لا تزال سارية.
   *[other] حُذف { $count } صفًا آخر لعدم وجود مصدر يبيّن أنها لا تزال سارية.
}

# ما يحدده السؤال ولا تذكره الجملة: $value بصيغه.
filter-act = الإجراء: { $value }
filter-actor = الجهة: { $value }
filter-asOf = في { $value }
filter-certainty = { $value ->
    [strict] ما تؤرخه المصادر أو تثبته فقط
   *[other] {""}
}
filter-city = المدينة: { $value }
filter-during = في { $value }
filter-framework = الإطار: { $value }
filter-from = من { $value }
filter-funder = التمويل: { $value }
filter-implementer = التنفيذ: { $value }
filter-instrument = الإطار: { $value }
filter-kind = النوع: { $value }
filter-network = الشبكة: { $value }
filter-of = من بين أعضاء { $value }
filter-only = فقط: { $value }
filter-other = مع { $value }
filter-project = { $value }
filter-region = المنطقة: { $value }
filter-role = الدور: { $value }
filter-scope = النطاق: { $value }
filter-since = منذ { $value }
filter-standing = الوضع: { $value }
filter-state = البلد: { $value }
filter-status = الحالة: { $value }
filter-theme = الموضوع: { $value }
filter-treaty = النص: { $value }
filter-until = حتى { $value }
filter-via = الصلات: { $value }
filter-who = { $value }
filter-with = مع { $value }
filter-without = دون { $value }

# A value that a parameter or a column takes by its name, $key with hyphens for blanks.
choice = { $key ->
    [own] خاص
    [bodies] هيئات
    [members] الأعضاء
    [dialogues] الحوارات
    [agreements] اتفاقات
    [initiatives] مبادرات
    [mechanisms] آليات
    [all] الكل
    [any] أي
    [no-chair-known] لا رئاسة معروفة
    [no-secretariat-known] لا أمانة معروفة
    [no-member-known] لا عضو معروفا
    [no-meeting-known] لا اجتماع معروفا
    [no-newer-source] لا مصدر أحدث
    [member-count-differs] عدد الأعضاء مختلف
    [joined] انضم
    [left] غادر
    [party] طرف
    [signatory] موقّع
    [voted] صوّت
    [signed] موقّع عليه
    [not-ratified] موقّع من دون تصديق
    [no-party] ليس طرفا
    [other] أخرى
    [signature] توقيع
    [ratification] تصديق
    [accession] انضمام
    [succession] خلافة
    [acceptance] قبول
    [approval] موافقة
    [denunciation] نقض
    [adoption] اعتماد
    [champion-country] بلد رائد
    [for] مؤيد
    [against] معارض
    [abstention] امتناع
    [absent] غائب
    [mechanism] آلية
    [state] دولة
    [organization] منظمة
    [dated] مؤرخ
    [attested] موثّق
    [assumed] مفترض
    [last-known] آخر معروف
    [unknown] غير معروف
   *[other] { $name }
}

any =
    .none = لا يتضمن الرسم البياني إجابة عن هذا السؤال.
    .over = لا شيء معروف { when }؛ المعروف من الماضي: { $names }.
    .some = عدد الصفوف: { $count }؛ { $names }.
    .unknown = لا شيء ثابت { when }؛ آخر أثر: { $names }، { $last-lastSeen }.

bodies =
    .none = لا تُعرف أي هيئة تابعة لـ { $actor }.
    .some = هيئات { $actor } ({ $count }): { $names }.

bridges =
    .none = لا تُعرف جهة تربط بين عدة آليات { when }.
    .some = أكثر الجهات ربطًا بين آليات متباعدة { when }: { $names }.

chairing =
    .none = لا تُعرف أي رئاسة { when }.
    .some = الرئاسات المعروفة { when } ({ $count }): { $names }.
    .none-actor = لا يبيّن أي مصدر رئاسة لـ { $actor } { when }.
    .some-actor = رئاسات { $actor } { when }: { $names }.
    .unknown = لا تُعرف أي رئاسة { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .unknown-actor = لا تُعرف رئاسة لـ { $actor } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.

chairs =
    .none = لا يذكر أي مصدر من يرأس { $actor }.
    .some = رئاسة { $actor } { when }: { $names }{ chair-time }.
    .unknown = لا يُعرف من يرأس { $actor } { when }. آخر رئاسة معروفة: { $names }{ $last-since ->
        [none] {""}
       *[other] ، منذ { $last-since }{ for-term }
    }؛ آخر أثر لها: { $last-lastSeen }.
    .yes = نعم. رئاسة { $actor } { when }: { $who }{ chair-time }.
    .no = لا. لا يذكر أي مصدر { $who } في رئاسة { $actor } { when }.
    .past = ليس { when }. سبق أن كانت رئاسة { $actor } لـ { $who }{ $last-since ->
        [none] {""}
       *[other] {" "}(البداية: { $last-since })
    }{ $last-until ->
        [none] {""}
       *[other] {" "}(النهاية: { $last-until })
    }.
    .not-known = غير معروف. آخر رئاسة معروفة لـ { $actor }: { $who }، وآخر أثر: { $last-lastSeen }؛ ولا يذكر أي مصدر الوضع { when }.
    .none-as-none = لا أحد يرأس { $actor }: لا رئاسة لها بحكم تصميمها.
    .none-as-host-chairs = لا يذكر أي مصدر من يرأس { $actor }: مضيف كل اجتماع يرأسه.
    .period = الرئاسات المعروفة لـ { $actor }، من الأحدث إلى الأقدم: { $names }.
    .period-who = نعم. سبق أن كانت رئاسة { $actor } لـ { $who }{ $first-since ->
        [none] {""}
       *[other] {" "}(البداية: { $first-since })
    }{ $first-until ->
        [none] {""}
       *[other] {" "}(النهاية: { $first-until })
    }.
    .no-period = لا. لا يُظهر أي مصدر { $who } في رئاسة { $actor }.

co-members =
    .none = لا تُعرف جهة تشارك مع { $actor } { when }.
    .some = أكثر الجهات مشاركةً مع { $actor }: { $names }؛ عدد الآليات المشتركة مع الأولى: { $first-shared }.

conflicts =
    .none = لا يُعرف أي اختلاف بين المصادر.
    .some = عدد القيم التي تختلف فيها المصادر: { $count }.

cooperation =
    .none = لا تُعرف أي صلة بين { $a } و{ $b }.
    .some = الصلات المعروفة بين { $a } و{ $b } ({ $count }): { $names }.

evidence =
    .none = لا يُعرف أي مصدر.
    .some = عدد البيانات التي تذكر ذلك: { $count }؛ أحدثها: { $newest-sources }{ $newest-contentDate ->
        [none] {""}
       *[other] {" "}({ $newest-contentDate })
    }.

gaps =
    .none = لا تُعرف أي ثغرة هنا.
    .some = الثغرات ({ $count }): { $names }.

hosts =
    .none = لا يُعرف أي مكان اجتماع هنا.
    .some = عدد الدول التي استضافت اجتماعات: { $count }؛ أكثرها: { $names }.
    .some-actor = عدد الدول التي استضافت اجتماعات { $actor }: { $count }؛ أكثرها: { $names }.
    .yes = نعم. عدد هذه الاجتماعات التي استضافتها { $who }: { $first-meetings }{ $first-last ->
        [none] {""}
       *[other] ؛ آخرها: { $first-last }
    }.
    .no = لا. لا يذكر أي مصدر أن { $who } استضافت اجتماعا من هذا النوع.

initiatives =
    .none = لا يُعرف أي مشروع أو صندوق من هذا النوع.
    .some = المشاريع والصناديق المعروفة ({ $count }): { $names }.
    .some-project = { $project }؛ التمويل: { $first-funders ->
        [none] غير معروف
       *[other] { $first-funders }
    }؛ التنفيذ: { $first-implementers ->
        [none] غير معروف
       *[other] { $first-implementers }
    }{ $first-since ->
        [none] {""}
       *[other] ؛ البداية: { $first-since }
    }{ $first-until ->
        [none] {""}
       *[other] ؛ النهاية: { $first-until }
    }.

instruments =
    .none = لا تُعرف أي وثيقة تخص { $actor }.
    .some = وثائق { $actor } المعروفة ({ $count }): { $names }.

joined-left =
    .none = لا يُعرف أي انضمام أو انسحاب في هذه الفترة.
    .some = التغييرات المعروفة ({ $count }): { $names }.
    .yes = { $first-change-is ->
        [joined] انضمام { $first-member } إلى { $first-organization }
        [gone-by] غياب { $first-member } عن { $first-organization } بحلول
       *[left] انسحاب { $first-member } من { $first-organization }
    }: { $first-date } (الدور: { $first-role }).
    .yes-who-only = { $first-change-is ->
        [joined] انضمام { $who } إلى { $actor }
        [gone-by] غياب { $who } عن { $actor } بحلول
       *[left] انسحاب { $who } من { $actor }
    }: { $first-date } (الدور: { $first-role }).
    .no = لا. لا يُظهر أي مصدر انضمام { $who } إلى { $actor } أو الانسحاب منها.
    .no-only-left = لا. لا يُظهر أي مصدر انسحاب { $who } من { $actor }.
    .no-only-joined = لا. لا يُظهر أي مصدر انضمام { $who } إلى { $actor }.

mechanisms =
    .none = لا تُعرف أي آلية من هذا النوع.
    .some = الآليات ({ $count }): { $names }{ $count ->
        [one] { $first-founded ->
            [none] {""}
           *[other] ؛ التأسيس: { $first-founded }
        }
       *[other] {""}
    }.
    .some-actor = { $actor }: { $first-kind ->
        [none] آلية
       *[other] { $first-kind }
    }{ $first-founded ->
        [none] {""}
       *[other] ؛ التأسيس: { $first-founded }
    }{ $first-ended ->
        [none] {""}
       *[other] ؛ النهاية: { $first-ended }
    }{ $first-members ->
        [none] {""}
       *[other] ؛ الأعضاء المعروفون { when }: { $first-members }
    }.
    .some-from = الآليات التي تأسست منذ { $from } ({ $count }): { $names }.
    .some-until = الآليات التي تأسست حتى { $until } ({ $count }): { $names }.
    .some-from-until = الآليات التي تأسست من { $from } إلى { $until } ({ $count }): { $names }.

meetings =
    .none = لا يُعرف أي اجتماع من هذا النوع.
    .none-actor = لا يُعرف أي اجتماع من هذا النوع لـ { $actor }.
    .some = الاجتماعات المعروفة ({ $count })؛ أحدثها: { $first-meeting }{ $first-start ->
        [none] {""}
       *[other] {" "}({ $first-start })
    }.
    .some-actor = اجتماعات { $actor } المعروفة ({ $count })؛ أحدثها: { $first-meeting }{ $first-start ->
        [none] {""}
       *[other] {" "}({ $first-start })
    }.

members =
    .none = لا يبيّن أي مصدر من يشارك في { $actor } { when }.
    .some = الأدوار في { $actor } { when } ({ $count }): { $names }.
    .some-role-member = { $count ->
        [one] عضو واحد
        [two] عضوان
        [few] { $count } أعضاء
       *[other] { $count } عضوًا
    } في { $actor } { when }: { $names }.
    .some-role = دور «{ $role }» في { $actor } { when }: { $names }.
    .unknown = لا يبيّن أي مصدر من يشارك في { $actor } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .yes = نعم. { $who } ضمن { $actor } { when } (الدور: { $first-role }){ since }.
    .no = لا. لا يُظهر أي مصدر { $who } ضمن { $actor } { when }.
    .not-known = غير معروف. آخر أثر لـ { $who } ضمن { $actor }: { $last-lastSeen }؛ ولا يذكر أي مصدر الوضع { when }.
    .no-as-left = لا. انسحاب { $who } من { $actor }: { $absent }.
    .no-as-gone-by = لا. لم يعد { $who } ضمن { $actor } بحلول { $absent }.
    .no-as-joined-later = لا. انضمام { $who } إلى { $actor } لم يكن إلا في { $absent }.

memberships =
    .none = لا يبيّن أي مصدر مشاركات { $actor } { when }.
    .some = مشاركات { $actor } { when } ({ $count }): { $names }.
    .unknown = لا شيء يبيّن مشاركات { $actor } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.

most-connected =
    .none = لا تُعرف أي جهة مشاركة في آلية { when }.
    .some = أكثر الجهات مشاركةً في الآليات { when }: { $names }؛ عدد آليات الأولى: { $first-mechanisms }.

overlap =
    .none = لا توجد آليتان لهما عضو مشترك.
    .some-actor-other = عدد الأعضاء المشتركين بين { $first-a } و{ $first-b } { when }: { $first-shared }.
    .none-other = لا يُظهر أي مصدر عضوًا مشتركًا بين { $actor } و{ $other } { when }.
    .some = الأكثر تداخلًا: { $first-a } و{ $first-b }؛ عدد الأعضاء المشتركين: { $first-shared }.

partners =
    .none = لا يُعرف أي شريك لـ { $actor } { when }.
    .some = شركاء { $actor } المعروفون { when } ({ $count })؛ أقربهم: { $names }.
    .unknown = لا يُعرف أي شريك حالي لـ { $actor } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.

path =
    .none = لا تُعرف أي سلسلة تعاون بين { $a } و{ $b }.
    .some = عدد خطوات أقصر سلسلة بين { $a } و{ $b }: { $max-step }؛ عدد هذه السلاسل: { $distinct }.

secretariats =
    .none = لا يذكر أي مصدر أمانةً أو استضافة أو دعمًا { when }.
    .none-actor = لا يُظهر أي مصدر { $actor } في علاقة أمانة أو استضافة أو دعم { when }.
    .some = الأمانة أو الاستضافة أو الدعم { when }: { $names }.
    .some-actor = أمانة { $actor } أو استضافتها أو دعمها { when }: { $names }؛ { $distinct ->
        [one] الدور
       *[other] دور الأولى
    }: { $first-role }.
    .some-actor-in-organization = أمانة أو استضافة أو دعم من { $actor } { when }: { $names }؛ الدور الأول: { $first-role }.
    .unknown = لا تُعرف أي أمانة أو استضافة أو دعم { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .unknown-actor = لا يُعرف من يتولى أمانة { $actor } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .unknown-actor-in-organization = لا تُعرف أمانة أو استضافة أو دعم من { $actor } { when }؛ آخر أثر: { $last-lastSeen }.
    .yes = نعم. أمانة أو استضافة أو دعم من { $who } { when }: { $names }؛ الدور الأول: { $first-role }.
    .yes-actor = نعم. { $who } في خدمة { $actor } { when } (الدور: { $first-role }){ since }.
    .no = لا. لا يُظهر أي مصدر { $who } في أمانة أو استضافة أو دعم { when }.
    .no-actor = لا. لا يُظهر أي مصدر { $who } في أمانة { $actor } أو استضافتها أو دعمها { when }.
    .past = ليس { when }. سبق أن كان لـ { $who } هذا الدور: { $last-role }.
    .past-actor = ليس { when }. سبق أن كان { $who } في خدمة { $actor } (الدور: { $last-role }).
    .not-known = غير معروف. آخر أثر لـ { $who } في أمانة أو استضافة أو دعم: { $last-lastSeen }؛ ولا يذكر أي مصدر الوضع { when }.
    .not-known-actor = غير معروف. آخر أثر لـ { $who } في أمانة { $actor }: { $last-lastSeen }؛ ولا يذكر أي مصدر الوضع { when }.
    .period = الأمانة أو الاستضافة أو الدعم مما هو معروف: { $names }.
    .period-actor = من عُرف في أمانة { $actor } أو استضافتها أو دعمها: { $names }.
    .period-actor-in-organization = أمانة أو استضافة أو دعم من { $actor } مما هو معروف: { $names }.
    .period-actor-who = نعم. تُظهر مصادر { $who } في أمانة { $actor } أو استضافتها أو دعمها.
    .none-period = لا يذكر أي مصدر أمانةً أو استضافة أو دعمًا.

shared-members =
    .none = لا تُعرف جهة تشارك في { $actors } معًا { when }.
    .none-without = لا تُعرف جهة تشارك في { $actors } دون { $without } { when }.
    .some = المشاركون في { $actors } معًا { when } ({ $count }): { $names }.
    .some-without = المشاركون في { $actors } دون { $without } { when } ({ $count }): { $names }.

steering-committee =
    .none = لا يبيّن أي مصدر من هم أعضاء اللجنة التوجيهية لـ { $actor }.
    .some = أعضاء اللجنة التوجيهية لـ { $actor } { when } ({ $count }): { $names }.
    .unknown = لا يُعرف أعضاء اللجنة التوجيهية لـ { $actor } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .yes = نعم. { $who } ضمن اللجنة التوجيهية لـ { $actor } { when }{ since }.
    .no = لا. لا يُظهر أي مصدر { $who } ضمن اللجنة التوجيهية لـ { $actor } { when }.
    .past = ليس { when }. سبق أن كان { $who } ضمن اللجنة التوجيهية لـ { $actor }.
    .not-known = غير معروف. آخر أثر لـ { $who } ضمن اللجنة التوجيهية لـ { $actor }: { $last-lastSeen }؛ ولا يذكر أي مصدر الوضع { when }.
    .period = الأعضاء المعروفون في اللجنة التوجيهية لـ { $actor }: { $names }.
    .period-who = نعم. تُظهر مصادر { $who } ضمن اللجنة التوجيهية لـ { $actor }.
    .no-period = لا. لا يُظهر أي مصدر { $who } ضمن اللجنة التوجيهية لـ { $actor }.

support =
    .none = لا تُعرف أي منظمة تدعم آلية { when }.
    .none-actor = لا يُظهر أي مصدر أن { $actor } تدعم آلية { when }.
    .some = أكثر المنظمات دعمًا للآليات { when }: { $names }؛ عدد آليات الأولى: { $first-mechanisms }.
    .some-actor = الآليات التي تدعمها { $actor } { when } ({ $first-mechanisms }): { $first-supported }.

themes =
    .none = لا يُعرف أي موضوع.
    .none-actor = لا يُعرف أي موضوع لـ { $actor }.
    .none-theme = لا تُعرف جهة تعمل على موضوع «{ $theme }».
    .none-theme-actor = لا يُظهر أي مصدر أن { $actor } تعمل على موضوع «{ $theme }».
    .some = المواضيع ({ $distinct }): { $names }.
    .some-actor = مواضيع { $actor }: { $names }.
    .some-theme = الجهات العاملة على موضوع «{ $theme }» ({ $distinct }): { $names }.
    .some-theme-actor = مواضيع { $actor }: { $names }.

timeline =
    .none = لا يُعرف أي حدث مؤرخ عن { $actor }.
    .some = الأحداث المؤرخة عن { $actor } ({ $count })؛ { $first-date-tense ->
        [future] المخطط له
       *[past] آخرها تاريخًا
    } ({ $first-date }): { $first-what }.

parties =
    .none = لا يُعرف أي طرف في { $instrument } { when }.
    .none-as-adopted-later = تاريخ اعتماد { $instrument }: { $absent }؛ ولم يكن لأحد أن يكون طرفًا فيه أو أن يوافق عليه قبل ذلك.
    .none-as-binds-nobody = { $instrument }: نص لا يُلزم أحدًا، ولا يُعرف من صوّت لصالحه أو اعتمده.
    .none-act = لا يُعرف أي إجراء «{ $act }» بشأن { $instrument }.
    .some = { $first-acts-is ->
        [for] الدول المصوّتة لصالح { $instrument }{ by-day } ({ $count })، وهو نص لا يُلزم أحدًا: { $names }.
        [adoption] الدول التي اعتمدت { $instrument }{ by-day } ({ $count })، وهو نص لا يُلزم أحدًا: { $names }.
       *[other] الأطراف المعروفة في { $instrument } { when } ({ $count }): { $names }.
    }
    .some-act = { $instrument }، الإجراء «{ $act }» ({ $count }): { $names }.
    .some-act-for = المصوّتون لصالح { $instrument } ({ $count }): { $names }.
    .some-act-against = المصوّتون ضد { $instrument } ({ $count }): { $names }.
    .some-act-abstention = الممتنعون عن التصويت على { $instrument } ({ $count }): { $names }.
    .some-act-signature = الموقّعون على { $instrument } ({ $count }): { $names }.
    .some-act-ratification = المصدّقون على { $instrument } ({ $count }): { $names }.
    .some-act-accession = المنضمون إلى { $instrument } ({ $count }): { $names }.

treaties =
    .none = لا تُعرف أي معاهدة ملزمة لـ { $actor }.
    .none-standing = لا تُعرف أي معاهدة يكون وضع { $actor } فيها «{ $standing }» { when }.
    .none-treaty-standing = لا. لا يبيّن أي مصدر أن وضع { $actor } بشأن { $treaty } هو «{ $standing }» { when }.
    .none-treaty = لا. لا يُظهر أي مصدر انضمامًا أو توقيعًا أو تصويتًا من { $actor } بشأن { $treaty } { when }.
    .unknown = لا تُعرف أي معاهدة ملزمة لـ { $actor } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .unknown-treaty = غير معروف. آخر أثر لـ { $actor } بشأن { $treaty }: { $last-lastSeen }؛ ولا يذكر أي مصدر الوضع { when }.
    .some = نصوص { $actor } المعروفة، الملزمة أو الموقّعة أو المصوّت عليها ({ $count }): { $names }.
    .some-treaty = { $first-standing-is ->
        [party] نعم. { $actor } طرف في { $treaty } { when } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] ، { $first-since }
        }).
        [signatory] لا. يوجد توقيع من { $actor } على { $treaty }{ $first-signed ->
            [none] {""}
           *[other] {" "}({ $first-signed })
        } من دون صفة الطرف { when }.
        [left] لا. انسحاب { $actor } من { $treaty } ({ $first-acts }{ $first-since ->
            [none] {""}
           *[other] ، { $first-since }
        }).
        [no-party] لا. يذكر مصدر ({ $last-lastSeen }) أن { $actor } خارج أطراف { $treaty }.
        [voted] تصويت { $actor } على { $treaty }: { $first-acts }{ $first-since ->
            [none] {""}
           *[other] ، { $first-since }
        }.
       *[other] إجراء { $actor } بشأن { $treaty }: { $first-acts }{ $first-since ->
            [none] {""}
           *[other] ، { $first-since }
        }.
    }
    .some-standing-party = { $actor } طرف { when } في نصوص عددها { $count }: { $names }.
    .some-standing-signed = النصوص الموقعة من { $actor } ({ $count }): { $names }.
    .some-standing-not-ratified = النصوص الموقعة من { $actor } من دون التزام معروف بها { when } ({ $count }): { $names }.
    .none-as-not-listed = لا. قائمة أطراف { $treaty } كاملة حتى { $absent }، و{ $actor } ليست فيها.
    .none-as-not-listed-until = غير معروف منذ { $absent }. حتى ذلك التاريخ قائمة أطراف { $treaty } كاملة، و{ $actor } ليست فيها.

not-parties =
    .none-as-no-member = لا يُعرف أي عضو في { $actor } { when }.
    .none = لا يُعرف عضو في { $actor } ليس طرفًا في { $instrument } { when }.
    .some = { $first-known-is ->
        [approved-later] { not-approved }
        [voted-otherwise] { not-approved }
        [no-approval-known] { not-approved }
       *[other] أعضاء { $actor } الذين لا يُعرف أنهم أطراف في { $instrument } { when } ({ $count }): { $names }.
    }

agreements =
    .none = لا يُعرف أي اتفاق.
    .unknown = لا يُعرف أي اتفاق سارٍ { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .some = الاتفاقات السارية { when } ({ $count }): { $names }.
    .none-actor = لا يُعرف أي اتفاق لـ { $actor }.
    .unknown-actor = لا يُعرف أي اتفاق سارٍ لـ { $actor } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .some-actor = الاتفاقات السارية لـ { $actor } { when } ({ $count }): { $names }.
    .none-with = لا يُعرف أي اتفاق مع { $with }.
    .unknown-with = لا يُعرف أي اتفاق سارٍ مع { $with } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .some-with = الاتفاقات السارية مع { $with } { when } ({ $count }): { $names }.
    .none-actor-with = لا يُعرف أي اتفاق بين { $actor } و{ $with }.
    .unknown-actor-with = لا يُعرف أي اتفاق سارٍ بين { $actor } و{ $with } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .some-actor-with = الاتفاقات السارية بين { $actor } و{ $with } { when } ({ $count }): { $names }.
    .period = الاتفاقات المعروفة الموقعة في هذه الفترة ({ $count }): { $names }.
    .none-period = لا يُعرف أي اتفاق موقّع في هذه الفترة.

roles =
    .none = لا يذكر أي مصدر دورًا لـ { $actor } { when }.
    .unknown = لا يُعرف أي دور لـ { $actor } { when }؛ آخر أثر: { $names }، { $last-lastSeen }.
    .some = أدوار { $actor } { when } ({ $count }): { $names }.{ $ended ->
        [0] {""}
        [one] {" "}وهناك دور آخر انتهى أو لا يُعرف إلا من الماضي.
       *[other] {" "}وهناك { $ended } أخرى انتهت أو لا تُعرف إلا من الماضي.
    }
    .period = الأدوار المعروفة لـ { $actor } ({ $count }): { $names }.
    .none-period = لا يذكر أي مصدر دورًا لـ { $actor }.

# ما هي الدولة أو المنظمة أو الآلية في جملة واحدة إذا لم يعرّفها مصدر.

actor-state = { $name }: { $status ->
    [un-member] دولة عضو في الأمم المتحدة
    [un-observer] دولة مراقبة لدى الأمم المتحدة
   *[other] دولة أو إقليم
}{ $region ->
    [none] {""}
   *[other] {" "}({ $region })
}؛ { $dialogues ->
    [0] لا يُعرف هنا أي حوار بشأن الهجرة هي عضو فيه
   *[other] عدد الحوارات بشأن الهجرة التي هي عضو فيها: { $dialogues }
}{ $treaties ->
    [0] {""}
   *[other] ، وعدد المعاهدات المسجلة هنا التي هي طرف فيها: { $treaties }
}.

actor-organization = { $name }: { $kind }{ $members ->
    [0] {""}
   *[other] ، عدد الأعضاء: { $members }
}{ $established ->
    [none] {""}
   *[other] ، تاريخ الإنشاء: { $established }
}{ $seat ->
    [none] {""}
   *[other] ، المقر: { $seat }
}{ $supports ->
    [0] {""}
   *[other] ؛ عدد الحوارات بشأن الهجرة التي ترأسها أو تديرها أو تدعمها: { $supports }
}.

actor-mechanism = { $name }: { $kind }{ $members ->
    [0] {""}
   *[other] ، عدد الأعضاء: { $members }
}{ $established ->
    [none] {""}
   *[other] ، تاريخ الإنشاء: { $established }
}.

# Why a question in words has no answer.
refusal-outside = ليس هذا من الأسئلة التي يجيب عنها الفهرس. يعرف الرسم البياني من يشارك في أي حوار بشأن الهجرة، ومن يرأسه ويخدمه ويتعاون معه، واجتماعاته وصكوكه، ومن يقول ذلك: لا أرقام للهجرة ولا سياسات دول ولا أخبار.
refusal-bare = هذه أسماء بلا سؤال: قل ما تريد معرفته عنها.
refusal-two-questions = هذان سؤالان: اطرح سؤالًا واحدًا في كل مرة.
refusal-several = قد يكون هذا أكثر من سؤال واحد.
refusal-unsure = ليس من المؤكد ما المطلوب. أقرب أسئلة الفهرس في ما يلي.
refusal-nameless = لا يذكر السؤال أي عملية هي المقصودة: اكتب اسمها.
refusal-needs = ينقص السؤال المعامل `{ $parameter }`.
refusal-unknown = لا شيء في الرسم البياني اسمه { $text }.{ $names ->
    [none] {""}
   *[other] {" "}أقرب الأسماء: { $names }.
}
refusal-ambiguous = قد يعني { $text } أكثر من شيء: { $names }. حدّد أيها.
refusal-ambiguous-name = أحد الأسماء ملتبس.
refusal-not-taken = أقرب سؤال لا يقبل { $text }: احذفه أو اطرح أحد هذه الأسئلة.
refusal-denied = أقرب سؤال يعدّد ما هو قائم لا ما ليس قائمًا: اسأل عن ذلك أو اطرح أحد هذه الأسئلة.
refusal-not-both = يقبل السؤال { $one } أو { $other } لا كليهما: اسأل عن واحد في كل مرة.
refusal-no-date = { $text } ليس تاريخًا: اكتب سنة أو شهرًا أو يومًا.
refusal-no-such-date = لا يوجد تاريخ { $text }.
refusal-backwards = الفترة من { $first } إلى { $last } تنتهي قبل أن تبدأ.
refusal-too-old = لا شيء في الرسم البياني قديم قدم { $year }.
refusal-several-periods = التواريخ أكثر من فترة واحدة: اذكر واحدة.
refusal-one-date = يُجاب عن هذا السؤال ليوم واحد: اذكر تاريخًا واحدًا.
refusal-one-day = يُجاب عن هذا السؤال ليوم واحد: اذكر سنة أو شهرًا أو يومًا.
refusal-takes-no-date = لا يقبل هذا السؤال تاريخًا: احذفه.
refusal-future = { $text } في المستقبل: لا يُعرف عنه شيء بعد.
refusal-empty = لم يُسأل عن شيء.
refusal-too-long = السؤال بالكلمات لا يتجاوز { $characters } حرفًا و{ $words } كلمة.
refusal-characters = يحتوي النص على رموز ليست جزءًا من أي جملة.
refusal-no-words = لا يحتوي النص على كلمات.
