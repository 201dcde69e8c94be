/* The names of HTML's character references, from the table of the WHATWG's HTML standard (entities.json): by first letter, A to Z
 * and a to z, how many bytes follow and "name text", each closed by a NUL and sorted by bytes; a & behind a name says that it is read without its
 * semicolon too. */
#include "input/html_entity.h"

/* clang-format off */
const lun_entity_letter lun_entity_letters[52] = {
    {189, "AElig& Æ\0AMP& &\0Aacute& Á\0Abreve Ă\0Acirc& Â\0Acy А\0Afr 𝔄\0Agrave& À\0Alpha Α\0Amacr Ā\0And ⩓\0"
    "Aogon Ą\0Aopf 𝔸\0ApplyFunction \342\201\241\0Aring& Å\0Ascr 𝒜\0Assign ≔\0Atilde& Ã\0Auml& Ä\0"},
    {124, "Backslash ∖\0Barv ⫧\0Barwed ⌆\0Bcy Б\0Because ∵\0Bernoullis ℬ\0Beta Β\0Bfr 𝔅\0Bopf 𝔹\0Breve ˘\0"
    "Bscr ℬ\0Bumpeq ≎\0"},
    {461, "CHcy Ч\0COPY& ©\0Cacute Ć\0Cap ⋒\0CapitalDifferentialD ⅅ\0Cayleys ℭ\0Ccaron Č\0Ccedil& Ç\0Ccirc Ĉ\0"
    "Cconint ∰\0Cdot Ċ\0Cedilla ¸\0CenterDot ·\0Cfr ℭ\0Chi Χ\0CircleDot ⊙\0CircleMinus ⊖\0CirclePlus ⊕\0"
    "CircleTimes ⊗\0ClockwiseContourIntegral ∲\0CloseCurlyDoubleQuote ”\0CloseCurlyQuote ’\0Colon ∷\0Colone ⩴\0"
    "Congruent ≡\0Conint ∯\0ContourIntegral ∮\0Copf ℂ\0Coproduct ∐\0CounterClockwiseContourIntegral ∳\0Cross ⨯\0"
    "Cscr 𝒞\0Cup ⋓\0CupCap ≍\0"},
    {874, "DD ⅅ\0DDotrahd ⤑\0DJcy Ђ\0DScy Ѕ\0DZcy Џ\0Dagger ‡\0Darr ↡\0Dashv ⫤\0Dcaron Ď\0Dcy Д\0Del ∇\0Delta Δ\0"
    "Dfr 𝔇\0DiacriticalAcute ´\0DiacriticalDot ˙\0DiacriticalDoubleAcute ˝\0DiacriticalGrave `\0DiacriticalTilde ˜\0"
    "Diamond ⋄\0DifferentialD ⅆ\0Dopf 𝔻\0Dot ¨\0DotDot \342\203\234\0DotEqual ≐\0DoubleContourIntegral ∯\0"
    "DoubleDot ¨\0DoubleDownArrow ⇓\0DoubleLeftArrow ⇐\0DoubleLeftRightArrow ⇔\0DoubleLeftTee ⫤\0"
    "DoubleLongLeftArrow ⟸\0DoubleLongLeftRightArrow ⟺\0DoubleLongRightArrow ⟹\0DoubleRightArrow ⇒\0"
    "DoubleRightTee ⊨\0DoubleUpArrow ⇑\0DoubleUpDownArrow ⇕\0DoubleVerticalBar ∥\0DownArrow ↓\0DownArrowBar ⤓\0"
    "DownArrowUpArrow ⇵\0DownBreve \314\221\0DownLeftRightVector ⥐\0DownLeftTeeVector ⥞\0DownLeftVector ↽\0"
    "DownLeftVectorBar ⥖\0DownRightTeeVector ⥟\0DownRightVector ⇁\0DownRightVectorBar ⥗\0DownTee ⊤\0"
    "DownTeeArrow ↧\0Downarrow ⇓\0Dscr 𝒟\0Dstrok Đ\0"},
    {281, "ENG Ŋ\0ETH& Ð\0Eacute& É\0Ecaron Ě\0Ecirc& Ê\0Ecy Э\0Edot Ė\0Efr 𝔈\0Egrave& È\0Element ∈\0Emacr Ē\0"
    "EmptySmallSquare ◻\0EmptyVerySmallSquare ▫\0Eogon Ę\0Eopf 𝔼\0Epsilon Ε\0Equal ⩵\0EqualTilde ≂\0"
    "Equilibrium ⇌\0Escr ℰ\0Esim ⩳\0Eta Η\0Euml& Ë\0Exists ∃\0ExponentialE ⅇ\0"},
    {109, "Fcy Ф\0Ffr 𝔉\0FilledSmallSquare ◼\0FilledVerySmallSquare ▪\0Fopf 𝔽\0ForAll ∀\0Fouriertrf ℱ\0Fscr ℱ\0"},
    {253, "GJcy Ѓ\0GT& >\0Gamma Γ\0Gammad Ϝ\0Gbreve Ğ\0Gcedil Ģ\0Gcirc Ĝ\0Gcy Г\0Gdot Ġ\0Gfr 𝔊\0Gg ⋙\0Gopf 𝔾\0"
    "GreaterEqual ≥\0GreaterEqualLess ⋛\0GreaterFullEqual ≧\0GreaterGreater ⪢\0GreaterLess ≷\0"
    "GreaterSlantEqual ⩾\0GreaterTilde ≳\0Gscr 𝒢\0Gt ≫\0"},
    {137, "HARDcy Ъ\0Hacek ˇ\0Hat ^\0Hcirc Ĥ\0Hfr ℌ\0HilbertSpace ℋ\0Hopf ℍ\0HorizontalLine ─\0Hscr ℋ\0Hstrok Ħ\0"
    "HumpDownHump ≎\0HumpEqual ≏\0"},
    {263, "IEcy Е\0IJlig Ĳ\0IOcy Ё\0Iacute& Í\0Icirc& Î\0Icy И\0Idot İ\0Ifr ℑ\0Igrave& Ì\0Im ℑ\0Imacr Ī\0"
    "ImaginaryI ⅈ\0Implies ⇒\0Int ∬\0Integral ∫\0Intersection ⋂\0InvisibleComma \342\201\243\0"
    "InvisibleTimes \342\201\242\0Iogon Į\0Iopf 𝕀\0Iota Ι\0Iscr ℐ\0Itilde Ĩ\0Iukcy І\0Iuml& Ï\0"},
    {64, "Jcirc Ĵ\0Jcy Й\0Jfr 𝔍\0Jopf 𝕁\0Jscr 𝒥\0Jsercy Ј\0Jukcy Є\0"},
    {71, "KHcy Х\0KJcy Ќ\0Kappa Κ\0Kcedil Ķ\0Kcy К\0Kfr 𝔎\0Kopf 𝕂\0Kscr 𝒦\0"},
    {919, "LJcy Љ\0LT& <\0Lacute Ĺ\0Lambda Λ\0Lang ⟪\0Laplacetrf ℒ\0Larr ↞\0Lcaron Ľ\0Lcedil Ļ\0Lcy Л\0"
    "LeftAngleBracket ⟨\0LeftArrow ←\0LeftArrowBar ⇤\0LeftArrowRightArrow ⇆\0LeftCeiling ⌈\0LeftDoubleBracket ⟦\0"
    "LeftDownTeeVector ⥡\0LeftDownVector ⇃\0LeftDownVectorBar ⥙\0LeftFloor ⌊\0LeftRightArrow ↔\0"
    "LeftRightVector ⥎\0LeftTee ⊣\0LeftTeeArrow ↤\0LeftTeeVector ⥚\0LeftTriangle ⊲\0LeftTriangleBar ⧏\0"
    "LeftTriangleEqual ⊴\0LeftUpDownVector ⥑\0LeftUpTeeVector ⥠\0LeftUpVector ↿\0LeftUpVectorBar ⥘\0LeftVector ↼\0"
    "LeftVectorBar ⥒\0Leftarrow ⇐\0Leftrightarrow ⇔\0LessEqualGreater ⋚\0LessFullEqual ≦\0LessGreater ≶\0"
    "LessLess ⪡\0LessSlantEqual ⩽\0LessTilde ≲\0Lfr 𝔏\0Ll ⋘\0Lleftarrow ⇚\0Lmidot Ŀ\0LongLeftArrow ⟵\0"
    "LongLeftRightArrow ⟷\0LongRightArrow ⟶\0Longleftarrow ⟸\0Longleftrightarrow ⟺\0Longrightarrow ⟹\0Lopf 𝕃\0"
    "LowerLeftArrow ↙\0LowerRightArrow ↘\0Lscr ℒ\0Lsh ↰\0Lstrok Ł\0Lt ≪\0"},
    {93, "Map ⤅\0Mcy М\0MediumSpace \342\201\237\0Mellintrf ℳ\0Mfr 𝔐\0MinusPlus ∓\0Mopf 𝕄\0Mscr ℳ\0Mu Μ\0"},
    {1332, "NJcy Њ\0Nacute Ń\0Ncaron Ň\0Ncedil Ņ\0Ncy Н\0NegativeMediumSpace \342\200\213\0NegativeThickSpace \342\200\213\0"
    "NegativeThinSpace \342\200\213\0NegativeVeryThinSpace \342\200\213\0NestedGreaterGreater ≫\0NestedLessLess ≪\0"
    "NewLine \012\0Nfr 𝔑\0NoBreak \342\201\240\0NonBreakingSpace \302\240\0Nopf ℕ\0Not ⫬\0NotCongruent ≢\0"
    "NotCupCap ≭\0NotDoubleVerticalBar ∦\0NotElement ∉\0NotEqual ≠\0NotEqualTilde ≂\314\270\0NotExists ∄\0"
    "NotGreater ≯\0NotGreaterEqual ≱\0NotGreaterFullEqual ≧\314\270\0NotGreaterGreater ≫\314\270\0NotGreaterLess ≹\0"
    "NotGreaterSlantEqual ⩾\314\270\0NotGreaterTilde ≵\0NotHumpDownHump ≎\314\270\0NotHumpEqual ≏\314\270\0"
    "NotLeftTriangle ⋪\0NotLeftTriangleBar ⧏\314\270\0NotLeftTriangleEqual ⋬\0NotLess ≮\0NotLessEqual ≰\0"
    "NotLessGreater ≸\0NotLessLess ≪\314\270\0NotLessSlantEqual ⩽\314\270\0NotLessTilde ≴\0"
    "NotNestedGreaterGreater ⪢\314\270\0NotNestedLessLess ⪡\314\270\0NotPrecedes ⊀\0NotPrecedesEqual ⪯\314\270\0"
    "NotPrecedesSlantEqual ⋠\0NotReverseElement ∌\0NotRightTriangle ⋫\0NotRightTriangleBar ⧐\314\270\0"
    "NotRightTriangleEqual ⋭\0NotSquareSubset ⊏\314\270\0NotSquareSubsetEqual ⋢\0NotSquareSuperset ⊐\314\270\0"
    "NotSquareSupersetEqual ⋣\0NotSubset ⊂\342\203\222\0NotSubsetEqual ⊈\0NotSucceeds ⊁\0"
    "NotSucceedsEqual ⪰\314\270\0NotSucceedsSlantEqual ⋡\0NotSucceedsTilde ≿\314\270\0NotSuperset ⊃\342\203\222\0"
    "NotSupersetEqual ⊉\0NotTilde ≁\0NotTildeEqual ≄\0NotTildeFullEqual ≇\0NotTildeTilde ≉\0NotVerticalBar ∤\0"
    "Nscr 𝒩\0Ntilde& Ñ\0Nu Ν\0"},
    {271, "OElig Œ\0Oacute& Ó\0Ocirc& Ô\0Ocy О\0Odblac Ő\0Ofr 𝔒\0Ograve& Ò\0Omacr Ō\0Omega Ω\0Omicron Ο\0Oopf 𝕆\0"
    "OpenCurlyDoubleQuote “\0OpenCurlyQuote ‘\0Or ⩔\0Oscr 𝒪\0Oslash& Ø\0Otilde& Õ\0Otimes ⨷\0Ouml& Ö\0"
    "OverBar ‾\0OverBrace ⏞\0OverBracket ⎴\0OverParenthesis ⏜\0"},
    {232, "PartialD ∂\0Pcy П\0Pfr 𝔓\0Phi Φ\0Pi Π\0PlusMinus ±\0Poincareplane ℌ\0Popf ℙ\0Pr ⪻\0Precedes ≺\0"
    "PrecedesEqual ⪯\0PrecedesSlantEqual ≼\0PrecedesTilde ≾\0Prime ″\0Product ∏\0Proportion ∷\0Proportional ∝\0"
    "Pscr 𝒫\0Psi Ψ\0"},
    {36, "QUOT& \042\0Qfr 𝔔\0Qopf ℚ\0Qscr 𝒬\0"},
    {692, "RBarr ⤐\0REG& ®\0Racute Ŕ\0Rang ⟫\0Rarr ↠\0Rarrtl ⤖\0Rcaron Ř\0Rcedil Ŗ\0Rcy Р\0Re ℜ\0ReverseElement ∋\0"
    "ReverseEquilibrium ⇋\0ReverseUpEquilibrium ⥯\0Rfr ℜ\0Rho Ρ\0RightAngleBracket ⟩\0RightArrow →\0"
    "RightArrowBar ⇥\0RightArrowLeftArrow ⇄\0RightCeiling ⌉\0RightDoubleBracket ⟧\0RightDownTeeVector ⥝\0"
    "RightDownVector ⇂\0RightDownVectorBar ⥕\0RightFloor ⌋\0RightTee ⊢\0RightTeeArrow ↦\0RightTeeVector ⥛\0"
    "RightTriangle ⊳\0RightTriangleBar ⧐\0RightTriangleEqual ⊵\0RightUpDownVector ⥏\0RightUpTeeVector ⥜\0"
    "RightUpVector ↾\0RightUpVectorBar ⥔\0RightVector ⇀\0RightVectorBar ⥓\0Rightarrow ⇒\0Ropf ℝ\0"
    "RoundImplies ⥰\0Rrightarrow ⇛\0Rscr ℛ\0Rsh ↱\0RuleDelayed ⧴\0"},
    {538, "SHCHcy Щ\0SHcy Ш\0SOFTcy Ь\0Sacute Ś\0Sc ⪼\0Scaron Š\0Scedil Ş\0Scirc Ŝ\0Scy С\0Sfr 𝔖\0ShortDownArrow ↓\0"
    "ShortLeftArrow ←\0ShortRightArrow →\0ShortUpArrow ↑\0Sigma Σ\0SmallCircle ∘\0Sopf 𝕊\0Sqrt √\0Square □\0"
    "SquareIntersection ⊓\0SquareSubset ⊏\0SquareSubsetEqual ⊑\0SquareSuperset ⊐\0SquareSupersetEqual ⊒\0"
    "SquareUnion ⊔\0Sscr 𝒮\0Star ⋆\0Sub ⋐\0Subset ⋐\0SubsetEqual ⊆\0Succeeds ≻\0SucceedsEqual ⪰\0"
    "SucceedsSlantEqual ≽\0SucceedsTilde ≿\0SuchThat ∋\0Sum ∑\0Sup ⋑\0Superset ⊃\0SupersetEqual ⊇\0Supset ⋑\0"},
    {244, "THORN& Þ\0TRADE ™\0TSHcy Ћ\0TScy Ц\0Tab \011\0Tau Τ\0Tcaron Ť\0Tcedil Ţ\0Tcy Т\0Tfr 𝔗\0Therefore ∴\0"
    "Theta Θ\0ThickSpace \342\201\237\342\200\212\0ThinSpace \342\200\211\0Tilde ∼\0TildeEqual ≃\0TildeFullEqual ≅\0"
    "TildeTilde ≈\0Topf 𝕋\0TripleDot \342\203\233\0Tscr 𝒯\0Tstrok Ŧ\0"},
    {446, "Uacute& Ú\0Uarr ↟\0Uarrocir ⥉\0Ubrcy Ў\0Ubreve Ŭ\0Ucirc& Û\0Ucy У\0Udblac Ű\0Ufr 𝔘\0Ugrave& Ù\0Umacr Ū\0"
    "UnderBar _\0UnderBrace ⏟\0UnderBracket ⎵\0UnderParenthesis ⏝\0Union ⋃\0UnionPlus ⊎\0Uogon Ų\0Uopf 𝕌\0"
    "UpArrow ↑\0UpArrowBar ⤒\0UpArrowDownArrow ⇅\0UpDownArrow ↕\0UpEquilibrium ⥮\0UpTee ⊥\0UpTeeArrow ↥\0"
    "Uparrow ⇑\0Updownarrow ⇕\0UpperLeftArrow ↖\0UpperRightArrow ↗\0Upsi ϒ\0Upsilon Υ\0Uring Ů\0Uscr 𝒰\0"
    "Utilde Ũ\0Uuml& Ü\0"},
    {204, "VDash ⊫\0Vbar ⫫\0Vcy В\0Vdash ⊩\0Vdashl ⫦\0Vee ⋁\0Verbar ‖\0Vert ‖\0VerticalBar ∣\0VerticalLine |\0"
    "VerticalSeparator ❘\0VerticalTilde ≀\0VeryThinSpace \342\200\212\0Vfr 𝔙\0Vopf 𝕍\0Vscr 𝒱\0Vvdash ⊪\0"},
    {48, "Wcirc Ŵ\0Wedge ⋀\0Wfr 𝔚\0Wopf 𝕎\0Wscr 𝒲\0"},
    {35, "Xfr 𝔛\0Xi Ξ\0Xopf 𝕏\0Xscr 𝒳\0"},
    {88, "YAcy Я\0YIcy Ї\0YUcy Ю\0Yacute& Ý\0Ycirc Ŷ\0Ycy Ы\0Yfr 𝔜\0Yopf 𝕐\0Yscr 𝒴\0Yuml Ÿ\0"},
    {97, "ZHcy Ж\0Zacute Ź\0Zcaron Ž\0Zcy З\0Zdot Ż\0ZeroWidthSpace \342\200\213\0Zeta Ζ\0Zfr ℨ\0Zopf ℤ\0Zscr 𝒵\0"},
    {610, "aacute& á\0abreve ă\0ac ∾\0acE ∾\314\263\0acd ∿\0acirc& â\0acute& ´\0acy а\0aelig& æ\0af \342\201\241\0"
    "afr 𝔞\0agrave& à\0alefsym ℵ\0aleph ℵ\0alpha α\0amacr ā\0amalg ⨿\0amp& &\0and ∧\0andand ⩕\0andd ⩜\0"
    "andslope ⩘\0andv ⩚\0ang ∠\0ange ⦤\0angle ∠\0angmsd ∡\0angmsdaa ⦨\0angmsdab ⦩\0angmsdac ⦪\0"
    "angmsdad ⦫\0angmsdae ⦬\0angmsdaf ⦭\0angmsdag ⦮\0angmsdah ⦯\0angrt ∟\0angrtvb ⊾\0angrtvbd ⦝\0angsph ∢\0"
    "angst Å\0angzarr ⍼\0aogon ą\0aopf 𝕒\0ap ≈\0apE ⩰\0apacir ⩯\0ape ≊\0apid ≋\0apos '\0approx ≈\0"
    "approxeq ≊\0aring& å\0ascr 𝒶\0ast *\0asymp ≈\0asympeq ≍\0atilde& ã\0auml& ä\0awconint ∳\0awint ⨑\0"},
    {1284, "bNot ⫭\0backcong ≌\0backepsilon ϶\0backprime ‵\0backsim ∽\0backsimeq ⋍\0barvee ⊽\0barwed ⌅\0barwedge ⌅\0"
    "bbrk ⎵\0bbrktbrk ⎶\0bcong ≌\0bcy б\0bdquo „\0becaus ∵\0because ∵\0bemptyv ⦰\0bepsi ϶\0bernou ℬ\0"
    "beta β\0beth ℶ\0between ≬\0bfr 𝔟\0bigcap ⋂\0bigcirc ◯\0bigcup ⋃\0bigodot ⨀\0bigoplus ⨁\0bigotimes ⨂\0"
    "bigsqcup ⨆\0bigstar ★\0bigtriangledown ▽\0bigtriangleup △\0biguplus ⨄\0bigvee ⋁\0bigwedge ⋀\0bkarow ⤍\0"
    "blacklozenge ⧫\0blacksquare ▪\0blacktriangle ▴\0blacktriangledown ▾\0blacktriangleleft ◂\0"
    "blacktriangleright ▸\0blank ␣\0blk12 ▒\0blk14 ░\0blk34 ▓\0block █\0bne =\342\203\245\0"
    "bnequiv ≡\342\203\245\0bnot ⌐\0bopf 𝕓\0bot ⊥\0bottom ⊥\0bowtie ⋈\0boxDL ╗\0boxDR ╔\0boxDl ╖\0"
    "boxDr ╓\0boxH ═\0boxHD ╦\0boxHU ╩\0boxHd ╤\0boxHu ╧\0boxUL ╝\0boxUR ╚\0boxUl ╜\0boxUr ╙\0boxV ║\0"
    "boxVH ╬\0boxVL ╣\0boxVR ╠\0boxVh ╫\0boxVl ╢\0boxVr ╟\0boxbox ⧉\0boxdL ╕\0boxdR ╒\0boxdl ┐\0"
    "boxdr ┌\0boxh ─\0boxhD ╥\0boxhU ╨\0boxhd ┬\0boxhu ┴\0boxminus ⊟\0boxplus ⊞\0boxtimes ⊠\0boxuL ╛\0"
    "boxuR ╘\0boxul ┘\0boxur └\0boxv │\0boxvH ╪\0boxvL ╡\0boxvR ╞\0boxvh ┼\0boxvl ┤\0boxvr ├\0bprime ‵\0"
    "breve ˘\0brvbar& ¦\0bscr 𝒷\0bsemi ⁏\0bsim ∽\0bsime ⋍\0bsol \134\0bsolb ⧅\0bsolhsub ⟈\0bull •\0"
    "bullet •\0bump ≎\0bumpE ⪮\0bumpe ≏\0bumpeq ≏\0"},
    {1063, "cacute ć\0cap ∩\0capand ⩄\0capbrcup ⩉\0capcap ⩋\0capcup ⩇\0capdot ⩀\0caps ∩\357\270\200\0caret ⁁\0"
    "caron ˇ\0ccaps ⩍\0ccaron č\0ccedil& ç\0ccirc ĉ\0ccups ⩌\0ccupssm ⩐\0cdot ċ\0cedil& ¸\0cemptyv ⦲\0cent& ¢\0"
    "centerdot ·\0cfr 𝔠\0chcy ч\0check ✓\0checkmark ✓\0chi χ\0cir ○\0cirE ⧃\0circ ˆ\0circeq ≗\0"
    "circlearrowleft ↺\0circlearrowright ↻\0circledR ®\0circledS Ⓢ\0circledast ⊛\0circledcirc ⊚\0circleddash ⊝\0"
    "cire ≗\0cirfnint ⨐\0cirmid ⫯\0cirscir ⧂\0clubs ♣\0clubsuit ♣\0colon :\0colone ≔\0coloneq ≔\0comma ,\0"
    "commat @\0comp ∁\0compfn ∘\0complement ∁\0complexes ℂ\0cong ≅\0congdot ⩭\0conint ∮\0copf 𝕔\0coprod ∐\0"
    "copy& ©\0copysr ℗\0crarr ↵\0cross ✗\0cscr 𝒸\0csub ⫏\0csube ⫑\0csup ⫐\0csupe ⫒\0ctdot ⋯\0cudarrl ⤸\0"
    "cudarrr ⤵\0cuepr ⋞\0cuesc ⋟\0cularr ↶\0cularrp ⤽\0cup ∪\0cupbrcap ⩈\0cupcap ⩆\0cupcup ⩊\0cupdot ⊍\0"
    "cupor ⩅\0cups ∪\357\270\200\0curarr ↷\0curarrm ⤼\0curlyeqprec ⋞\0curlyeqsucc ⋟\0curlyvee ⋎\0"
    "curlywedge ⋏\0curren& ¤\0curvearrowleft ↶\0curvearrowright ↷\0cuvee ⋎\0cuwed ⋏\0cwconint ∲\0cwint ∱\0"
    "cylcty ⌭\0"},
    {703, "dArr ⇓\0dHar ⥥\0dagger †\0daleth ℸ\0darr ↓\0dash ‐\0dashv ⊣\0dbkarow ⤏\0dblac ˝\0dcaron ď\0dcy д\0"
    "dd ⅆ\0ddagger ‡\0ddarr ⇊\0ddotseq ⩷\0deg& °\0delta δ\0demptyv ⦱\0dfisht ⥿\0dfr 𝔡\0dharl ⇃\0dharr ⇂\0"
    "diam ⋄\0diamond ⋄\0diamondsuit ♦\0diams ♦\0die ¨\0digamma ϝ\0disin ⋲\0div ÷\0divide& ÷\0divideontimes ⋇\0"
    "divonx ⋇\0djcy ђ\0dlcorn ⌞\0dlcrop ⌍\0dollar $\0dopf 𝕕\0dot ˙\0doteq ≐\0doteqdot ≑\0dotminus ∸\0"
    "dotplus ∔\0dotsquare ⊡\0doublebarwedge ⌆\0downarrow ↓\0downdownarrows ⇊\0downharpoonleft ⇃\0"
    "downharpoonright ⇂\0drbkarow ⤐\0drcorn ⌟\0drcrop ⌌\0dscr 𝒹\0dscy ѕ\0dsol ⧶\0dstrok đ\0dtdot ⋱\0"
    "dtri ▿\0dtrif ▾\0duarr ⇵\0duhar ⥯\0dwangle ⦦\0dzcy џ\0dzigrarr ⟿\0"},
    {623, "eDDot ⩷\0eDot ≑\0eacute& é\0easter ⩮\0ecaron ě\0ecir ≖\0ecirc& ê\0ecolon ≕\0ecy э\0edot ė\0ee ⅇ\0"
    "efDot ≒\0efr 𝔢\0eg ⪚\0egrave& è\0egs ⪖\0egsdot ⪘\0el ⪙\0elinters ⏧\0ell ℓ\0els ⪕\0elsdot ⪗\0"
    "emacr ē\0empty ∅\0emptyset ∅\0emptyv ∅\0emsp \342\200\203\0emsp13 \342\200\204\0emsp14 \342\200\205\0eng ŋ\0"
    "ensp \342\200\202\0eogon ę\0eopf 𝕖\0epar ⋕\0eparsl ⧣\0eplus ⩱\0epsi ε\0epsilon ε\0epsiv ϵ\0eqcirc ≖\0"
    "eqcolon ≕\0eqsim ≂\0eqslantgtr ⪖\0eqslantless ⪕\0equals =\0equest ≟\0equiv ≡\0equivDD ⩸\0eqvparsl ⧥\0"
    "erDot ≓\0erarr ⥱\0escr ℯ\0esdot ≐\0esim ≂\0eta η\0eth& ð\0euml& ë\0euro €\0excl !\0exist ∃\0"
    "expectation ℰ\0exponentiale ⅇ\0"},
    {381, "fallingdotseq ≒\0fcy ф\0female ♀\0ffilig ﬃ\0fflig ﬀ\0ffllig ﬄ\0ffr 𝔣\0filig ﬁ\0fjlig fj\0flat ♭\0"
    "fllig ﬂ\0fltns ▱\0fnof ƒ\0fopf 𝕗\0forall ∀\0fork ⋔\0forkv ⫙\0fpartint ⨍\0frac12& ½\0frac13 ⅓\0"
    "frac14& ¼\0frac15 ⅕\0frac16 ⅙\0frac18 ⅛\0frac23 ⅔\0frac25 ⅖\0frac34& ¾\0frac35 ⅗\0frac38 ⅜\0frac45 ⅘\0"
    "frac56 ⅚\0frac58 ⅝\0frac78 ⅞\0frasl \342\201\204\0frown ⌢\0fscr 𝒻\0"},
    {579, "gE ≧\0gEl ⪌\0gacute ǵ\0gamma γ\0gammad ϝ\0gap ⪆\0gbreve ğ\0gcirc ĝ\0gcy г\0gdot ġ\0ge ≥\0gel ⋛\0"
    "geq ≥\0geqq ≧\0geqslant ⩾\0ges ⩾\0gescc ⪩\0gesdot ⪀\0gesdoto ⪂\0gesdotol ⪄\0gesl ⋛\357\270\200\0"
    "gesles ⪔\0gfr 𝔤\0gg ≫\0ggg ⋙\0gimel ℷ\0gjcy ѓ\0gl ≷\0glE ⪒\0gla ⪥\0glj ⪤\0gnE ≩\0gnap ⪊\0"
    "gnapprox ⪊\0gne ⪈\0gneq ⪈\0gneqq ≩\0gnsim ⋧\0gopf 𝕘\0grave `\0gscr ℊ\0gsim ≳\0gsime ⪎\0gsiml ⪐\0"
    "gt& >\0gtcc ⪧\0gtcir ⩺\0gtdot ⋗\0gtlPar ⦕\0gtquest ⩼\0gtrapprox ⪆\0gtrarr ⥸\0gtrdot ⋗\0gtreqless ⋛\0"
    "gtreqqless ⪌\0gtrless ≷\0gtrsim ≳\0gvertneqq ≩\357\270\200\0gvnE ≩\357\270\200\0"},
    {312, "hArr ⇔\0hairsp \342\200\212\0half ½\0hamilt ℋ\0hardcy ъ\0harr ↔\0harrcir ⥈\0harrw ↭\0hbar ℏ\0hcirc ĥ\0"
    "hearts ♥\0heartsuit ♥\0hellip …\0hercon ⊹\0hfr 𝔥\0hksearow ⤥\0hkswarow ⤦\0hoarr ⇿\0homtht ∻\0"
    "hookleftarrow ↩\0hookrightarrow ↪\0hopf 𝕙\0horbar ―\0hscr 𝒽\0hslash ℏ\0hstrok ħ\0hybull ⁃\0hyphen ‐\0"},
    {495, "iacute& í\0ic \342\201\243\0icirc& î\0icy и\0iecy е\0iexcl& ¡\0iff ⇔\0ifr 𝔦\0igrave& ì\0ii ⅈ\0iiiint ⨌\0"
    "iiint ∭\0iinfin ⧜\0iiota ℩\0ijlig ĳ\0imacr ī\0image ℑ\0imagline ℐ\0imagpart ℑ\0imath ı\0imof ⊷\0"
    "imped Ƶ\0in ∈\0incare ℅\0infin ∞\0infintie ⧝\0inodot ı\0int ∫\0intcal ⊺\0integers ℤ\0intercal ⊺\0"
    "intlarhk ⨗\0intprod ⨼\0iocy ё\0iogon į\0iopf 𝕚\0iota ι\0iprod ⨼\0iquest& ¿\0iscr 𝒾\0isin ∈\0isinE ⋹\0"
    "isindot ⋵\0isins ⋴\0isinsv ⋳\0isinv ∈\0it \342\201\242\0itilde ĩ\0iukcy і\0iuml& ï\0"},
    {73, "jcirc ĵ\0jcy й\0jfr 𝔧\0jmath ȷ\0jopf 𝕛\0jscr 𝒿\0jsercy ј\0jukcy є\0"},
    {91, "kappa κ\0kappav ϰ\0kcedil ķ\0kcy к\0kfr 𝔨\0kgreen ĸ\0khcy х\0kjcy ќ\0kopf 𝕜\0kscr 𝓀\0"},
    {1703, "lAarr ⇚\0lArr ⇐\0lAtail ⤛\0lBarr ⤎\0lE ≦\0lEg ⪋\0lHar ⥢\0lacute ĺ\0laemptyv ⦴\0lagran ℒ\0lambda λ\0"
    "lang ⟨\0langd ⦑\0langle ⟨\0lap ⪅\0laquo& «\0larr ←\0larrb ⇤\0larrbfs ⤟\0larrfs ⤝\0larrhk ↩\0"
    "larrlp ↫\0larrpl ⤹\0larrsim ⥳\0larrtl ↢\0lat ⪫\0latail ⤙\0late ⪭\0lates ⪭\357\270\200\0lbarr ⤌\0"
    "lbbrk ❲\0lbrace {\0lbrack [\0lbrke ⦋\0lbrksld ⦏\0lbrkslu ⦍\0lcaron ľ\0lcedil ļ\0lceil ⌈\0lcub {\0lcy л\0"
    "ldca ⤶\0ldquo “\0ldquor „\0ldrdhar ⥧\0ldrushar ⥋\0ldsh ↲\0le ≤\0leftarrow ←\0leftarrowtail ↢\0"
    "leftharpoondown ↽\0leftharpoonup ↼\0leftleftarrows ⇇\0leftrightarrow ↔\0leftrightarrows ⇆\0"
    "leftrightharpoons ⇋\0leftrightsquigarrow ↭\0leftthreetimes ⋋\0leg ⋚\0leq ≤\0leqq ≦\0leqslant ⩽\0les ⩽\0"
    "lescc ⪨\0lesdot ⩿\0lesdoto ⪁\0lesdotor ⪃\0lesg ⋚\357\270\200\0lesges ⪓\0lessapprox ⪅\0lessdot ⋖\0"
    "lesseqgtr ⋚\0lesseqqgtr ⪋\0lessgtr ≶\0lesssim ≲\0lfisht ⥼\0lfloor ⌊\0lfr 𝔩\0lg ≶\0lgE ⪑\0lhard ↽\0"
    "lharu ↼\0lharul ⥪\0lhblk ▄\0ljcy љ\0ll ≪\0llarr ⇇\0llcorner ⌞\0llhard ⥫\0lltri ◺\0lmidot ŀ\0"
    "lmoust ⎰\0lmoustache ⎰\0lnE ≨\0lnap ⪉\0lnapprox ⪉\0lne ⪇\0lneq ⪇\0lneqq ≨\0lnsim ⋦\0loang ⟬\0"
    "loarr ⇽\0lobrk ⟦\0longleftarrow ⟵\0longleftrightarrow ⟷\0longmapsto ⟼\0longrightarrow ⟶\0looparrowleft ↫\0"
    "looparrowright ↬\0lopar ⦅\0lopf 𝕝\0loplus ⨭\0lotimes ⨴\0lowast ∗\0lowbar _\0loz ◊\0lozenge ◊\0lozf ⧫\0"
    "lpar (\0lparlt ⦓\0lrarr ⇆\0lrcorner ⌟\0lrhar ⇋\0lrhard ⥭\0lrm \342\200\216\0lrtri ⊿\0lsaquo ‹\0lscr 𝓁\0"
    "lsh ↰\0lsim ≲\0lsime ⪍\0lsimg ⪏\0lsqb [\0lsquo ‘\0lsquor ‚\0lstrok ł\0lt& <\0ltcc ⪦\0ltcir ⩹\0"
    "ltdot ⋖\0lthree ⋋\0ltimes ⋉\0ltlarr ⥶\0ltquest ⩻\0ltrPar ⦖\0ltri ◃\0ltrie ⊴\0ltrif ◂\0lurdshar ⥊\0"
    "luruhar ⥦\0lvertneqq ≨\357\270\200\0lvnE ≨\357\270\200\0"},
    {385, "mDDot ∺\0macr& ¯\0male ♂\0malt ✠\0maltese ✠\0map ↦\0mapsto ↦\0mapstodown ↧\0mapstoleft ↤\0mapstoup ↥\0"
    "marker ▮\0mcomma ⨩\0mcy м\0mdash —\0measuredangle ∡\0mfr 𝔪\0mho ℧\0micro& µ\0mid ∣\0midast *\0"
    "midcir ⫰\0middot& ·\0minus −\0minusb ⊟\0minusd ∸\0minusdu ⨪\0mlcp ⫛\0mldr …\0mnplus ∓\0models ⊧\0"
    "mopf 𝕞\0mp ∓\0mscr 𝓂\0mstpos ∾\0mu μ\0multimap ⊸\0mumap ⊸\0"},
    {1870, "nGg ⋙\314\270\0nGt ≫\342\203\222\0nGtv ≫\314\270\0nLeftarrow ⇍\0nLeftrightarrow ⇎\0nLl ⋘\314\270\0"
    "nLt ≪\342\203\222\0nLtv ≪\314\270\0nRightarrow ⇏\0nVDash ⊯\0nVdash ⊮\0nabla ∇\0nacute ń\0"
    "nang ∠\342\203\222\0nap ≉\0napE ⩰\314\270\0napid ≋\314\270\0napos ŉ\0napprox ≉\0natur ♮\0natural ♮\0"
    "naturals ℕ\0nbsp& \302\240\0nbump ≎\314\270\0nbumpe ≏\314\270\0ncap ⩃\0ncaron ň\0ncedil ņ\0ncong ≇\0"
    "ncongdot ⩭\314\270\0ncup ⩂\0ncy н\0ndash –\0ne ≠\0neArr ⇗\0nearhk ⤤\0nearr ↗\0nearrow ↗\0"
    "nedot ≐\314\270\0nequiv ≢\0nesear ⤨\0nesim ≂\314\270\0nexist ∄\0nexists ∄\0nfr 𝔫\0ngE ≧\314\270\0"
    "nge ≱\0ngeq ≱\0ngeqq ≧\314\270\0ngeqslant ⩾\314\270\0nges ⩾\314\270\0ngsim ≵\0ngt ≯\0ngtr ≯\0nhArr ⇎\0"
    "nharr ↮\0nhpar ⫲\0ni ∋\0nis ⋼\0nisd ⋺\0niv ∋\0njcy њ\0nlArr ⇍\0nlE ≦\314\270\0nlarr ↚\0nldr ‥\0"
    "nle ≰\0nleftarrow ↚\0nleftrightarrow ↮\0nleq ≰\0nleqq ≦\314\270\0nleqslant ⩽\314\270\0nles ⩽\314\270\0"
    "nless ≮\0nlsim ≴\0nlt ≮\0nltri ⋪\0nltrie ⋬\0nmid ∤\0nopf 𝕟\0not& ¬\0notin ∉\0notinE ⋹\314\270\0"
    "notindot ⋵\314\270\0notinva ∉\0notinvb ⋷\0notinvc ⋶\0notni ∌\0notniva ∌\0notnivb ⋾\0notnivc ⋽\0npar ∦\0"
    "nparallel ∦\0nparsl ⫽\342\203\245\0npart ∂\314\270\0npolint ⨔\0npr ⊀\0nprcue ⋠\0npre ⪯\314\270\0nprec ⊀\0"
    "npreceq ⪯\314\270\0nrArr ⇏\0nrarr ↛\0nrarrc ⤳\314\270\0nrarrw ↝\314\270\0nrightarrow ↛\0nrtri ⋫\0"
    "nrtrie ⋭\0nsc ⊁\0nsccue ⋡\0nsce ⪰\314\270\0nscr 𝓃\0nshortmid ∤\0nshortparallel ∦\0nsim ≁\0nsime ≄\0"
    "nsimeq ≄\0nsmid ∤\0nspar ∦\0nsqsube ⋢\0nsqsupe ⋣\0nsub ⊄\0nsubE ⫅\314\270\0nsube ⊈\0"
    "nsubset ⊂\342\203\222\0nsubseteq ⊈\0nsubseteqq ⫅\314\270\0nsucc ⊁\0nsucceq ⪰\314\270\0nsup ⊅\0"
    "nsupE ⫆\314\270\0nsupe ⊉\0nsupset ⊃\342\203\222\0nsupseteq ⊉\0nsupseteqq ⫆\314\270\0ntgl ≹\0ntilde& ñ\0"
    "ntlg ≸\0ntriangleleft ⋪\0ntrianglelefteq ⋬\0ntriangleright ⋫\0ntrianglerighteq ⋭\0nu ν\0num #\0numero №\0"
    "numsp \342\200\207\0nvDash ⊭\0nvHarr ⤄\0nvap ≍\342\203\222\0nvdash ⊬\0nvge ≥\342\203\222\0nvgt >\342\203\222\0"
    "nvinfin ⧞\0nvlArr ⤂\0nvle ≤\342\203\222\0nvlt <\342\203\222\0nvltrie ⊴\342\203\222\0nvrArr ⤃\0"
    "nvrtrie ⊵\342\203\222\0nvsim ∼\342\203\222\0nwArr ⇖\0nwarhk ⤣\0nwarr ↖\0nwarrow ↖\0nwnear ⤧\0"},
    {509, "oS Ⓢ\0oacute& ó\0oast ⊛\0ocir ⊚\0ocirc& ô\0ocy о\0odash ⊝\0odblac ő\0odiv ⨸\0odot ⊙\0odsold ⦼\0"
    "oelig œ\0ofcir ⦿\0ofr 𝔬\0ogon ˛\0ograve& ò\0ogt ⧁\0ohbar ⦵\0ohm Ω\0oint ∮\0olarr ↺\0olcir ⦾\0"
    "olcross ⦻\0oline ‾\0olt ⧀\0omacr ō\0omega ω\0omicron ο\0omid ⦶\0ominus ⊖\0oopf 𝕠\0opar ⦷\0operp ⦹\0"
    "oplus ⊕\0or ∨\0orarr ↻\0ord ⩝\0order ℴ\0orderof ℴ\0ordf& ª\0ordm& º\0origof ⊶\0oror ⩖\0orslope ⩗\0"
    "orv ⩛\0oscr ℴ\0oslash& ø\0osol ⊘\0otilde& õ\0otimes ⊗\0otimesas ⨶\0ouml& ö\0ovbar ⌽\0"},
    {686, "par ∥\0para& ¶\0parallel ∥\0parsim ⫳\0parsl ⫽\0part ∂\0pcy п\0percnt %\0period .\0permil ‰\0perp ⊥\0"
    "pertenk ‱\0pfr 𝔭\0phi φ\0phiv ϕ\0phmmat ℳ\0phone ☎\0pi π\0pitchfork ⋔\0piv ϖ\0planck ℏ\0planckh ℎ\0"
    "plankv ℏ\0plus +\0plusacir ⨣\0plusb ⊞\0pluscir ⨢\0plusdo ∔\0plusdu ⨥\0pluse ⩲\0plusmn& ±\0plussim ⨦\0"
    "plustwo ⨧\0pm ±\0pointint ⨕\0popf 𝕡\0pound& £\0pr ≺\0prE ⪳\0prap ⪷\0prcue ≼\0pre ⪯\0prec ≺\0"
    "precapprox ⪷\0preccurlyeq ≼\0preceq ⪯\0precnapprox ⪹\0precneqq ⪵\0precnsim ⋨\0precsim ≾\0prime ′\0"
    "primes ℙ\0prnE ⪵\0prnap ⪹\0prnsim ⋨\0prod ∏\0profalar ⌮\0profline ⌒\0profsurf ⌓\0prop ∝\0propto ∝\0"
    "prsim ≾\0prurel ⊰\0pscr 𝓅\0psi ψ\0puncsp \342\200\210\0"},
    {105, "qfr 𝔮\0qint ⨌\0qopf 𝕢\0qprime ⁗\0qscr 𝓆\0quaternions ℍ\0quatint ⨖\0quest \077\0questeq ≟\0quot& \042\0"},
    {1132, "rAarr ⇛\0rArr ⇒\0rAtail ⤜\0rBarr ⤏\0rHar ⥤\0race ∽\314\261\0racute ŕ\0radic √\0raemptyv ⦳\0rang ⟩\0"
    "rangd ⦒\0range ⦥\0rangle ⟩\0raquo& »\0rarr →\0rarrap ⥵\0rarrb ⇥\0rarrbfs ⤠\0rarrc ⤳\0rarrfs ⤞\0"
    "rarrhk ↪\0rarrlp ↬\0rarrpl ⥅\0rarrsim ⥴\0rarrtl ↣\0rarrw ↝\0ratail ⤚\0ratio ∶\0rationals ℚ\0rbarr ⤍\0"
    "rbbrk ❳\0rbrace }\0rbrack ]\0rbrke ⦌\0rbrksld ⦎\0rbrkslu ⦐\0rcaron ř\0rcedil ŗ\0rceil ⌉\0rcub }\0rcy р\0"
    "rdca ⤷\0rdldhar ⥩\0rdquo ”\0rdquor ”\0rdsh ↳\0real ℜ\0realine ℛ\0realpart ℜ\0reals ℝ\0rect ▭\0"
    "reg& ®\0rfisht ⥽\0rfloor ⌋\0rfr 𝔯\0rhard ⇁\0rharu ⇀\0rharul ⥬\0rho ρ\0rhov ϱ\0rightarrow →\0"
    "rightarrowtail ↣\0rightharpoondown ⇁\0rightharpoonup ⇀\0rightleftarrows ⇄\0rightleftharpoons ⇌\0"
    "rightrightarrows ⇉\0rightsquigarrow ↝\0rightthreetimes ⋌\0ring ˚\0risingdotseq ≓\0rlarr ⇄\0rlhar ⇌\0"
    "rlm \342\200\217\0rmoust ⎱\0rmoustache ⎱\0rnmid ⫮\0roang ⟭\0roarr ⇾\0robrk ⟧\0ropar ⦆\0ropf 𝕣\0"
    "roplus ⨮\0rotimes ⨵\0rpar )\0rpargt ⦔\0rppolint ⨒\0rrarr ⇉\0rsaquo ›\0rscr 𝓇\0rsh ↱\0rsqb ]\0rsquo ’\0"
    "rsquor ’\0rthree ⋌\0rtimes ⋊\0rtri ▹\0rtrie ⊵\0rtrif ▸\0rtriltri ⧎\0ruluhar ⥨\0rx ℞\0"},
    {1648, "sacute ś\0sbquo ‚\0sc ≻\0scE ⪴\0scap ⪸\0scaron š\0sccue ≽\0sce ⪰\0scedil ş\0scirc ŝ\0scnE ⪶\0"
    "scnap ⪺\0scnsim ⋩\0scpolint ⨓\0scsim ≿\0scy с\0sdot ⋅\0sdotb ⊡\0sdote ⩦\0seArr ⇘\0searhk ⤥\0"
    "searr ↘\0searrow ↘\0sect& §\0semi ;\0seswar ⤩\0setminus ∖\0setmn ∖\0sext ✶\0sfr 𝔰\0sfrown ⌢\0"
    "sharp ♯\0shchcy щ\0shcy ш\0shortmid ∣\0shortparallel ∥\0shy& \302\255\0sigma σ\0sigmaf ς\0sigmav ς\0sim ∼\0"
    "simdot ⩪\0sime ≃\0simeq ≃\0simg ⪞\0simgE ⪠\0siml ⪝\0simlE ⪟\0simne ≆\0simplus ⨤\0simrarr ⥲\0"
    "slarr ←\0smallsetminus ∖\0smashp ⨳\0smeparsl ⧤\0smid ∣\0smile ⌣\0smt ⪪\0smte ⪬\0smtes ⪬\357\270\200\0"
    "softcy ь\0sol /\0solb ⧄\0solbar ⌿\0sopf 𝕤\0spades ♠\0spadesuit ♠\0spar ∥\0sqcap ⊓\0"
    "sqcaps ⊓\357\270\200\0sqcup ⊔\0sqcups ⊔\357\270\200\0sqsub ⊏\0sqsube ⊑\0sqsubset ⊏\0sqsubseteq ⊑\0"
    "sqsup ⊐\0sqsupe ⊒\0sqsupset ⊐\0sqsupseteq ⊒\0squ □\0square □\0squarf ▪\0squf ▪\0srarr →\0sscr 𝓈\0"
    "ssetmn ∖\0ssmile ⌣\0sstarf ⋆\0star ☆\0starf ★\0straightepsilon ϵ\0straightphi ϕ\0strns ¯\0sub ⊂\0"
    "subE ⫅\0subdot ⪽\0sube ⊆\0subedot ⫃\0submult ⫁\0subnE ⫋\0subne ⊊\0subplus ⪿\0subrarr ⥹\0subset ⊂\0"
    "subseteq ⊆\0subseteqq ⫅\0subsetneq ⊊\0subsetneqq ⫋\0subsim ⫇\0subsub ⫕\0subsup ⫓\0succ ≻\0"
    "succapprox ⪸\0succcurlyeq ≽\0succeq ⪰\0succnapprox ⪺\0succneqq ⪶\0succnsim ⋩\0succsim ≿\0sum ∑\0"
    "sung ♪\0sup ⊃\0sup1& ¹\0sup2& ²\0sup3& ³\0supE ⫆\0supdot ⪾\0supdsub ⫘\0supe ⊇\0supedot ⫄\0suphsol ⟉\0"
    "suphsub ⫗\0suplarr ⥻\0supmult ⫂\0supnE ⫌\0supne ⊋\0supplus ⫀\0supset ⊃\0supseteq ⊇\0supseteqq ⫆\0"
    "supsetneq ⊋\0supsetneqq ⫌\0supsim ⫈\0supsub ⫔\0supsup ⫖\0swArr ⇙\0swarhk ⤦\0swarr ↙\0swarrow ↙\0"
    "swnwar ⤪\0szlig& ß\0"},
    {652, "target ⌖\0tau τ\0tbrk ⎴\0tcaron ť\0tcedil ţ\0tcy т\0tdot \342\203\233\0telrec ⌕\0tfr 𝔱\0there4 ∴\0"
    "therefore ∴\0theta θ\0thetasym ϑ\0thetav ϑ\0thickapprox ≈\0thicksim ∼\0thinsp \342\200\211\0thkap ≈\0"
    "thksim ∼\0thorn& þ\0tilde ˜\0times& ×\0timesb ⊠\0timesbar ⨱\0timesd ⨰\0tint ∭\0toea ⤨\0top ⊤\0"
    "topbot ⌶\0topcir ⫱\0topf 𝕥\0topfork ⫚\0tosa ⤩\0tprime ‴\0trade ™\0triangle ▵\0triangledown ▿\0"
    "triangleleft ◃\0trianglelefteq ⊴\0triangleq ≜\0triangleright ▹\0trianglerighteq ⊵\0tridot ◬\0trie ≜\0"
    "triminus ⨺\0triplus ⨹\0trisb ⧍\0tritime ⨻\0trpezium ⏢\0tscr 𝓉\0tscy ц\0tshcy ћ\0tstrok ŧ\0twixt ≬\0"
    "twoheadleftarrow ↞\0twoheadrightarrow ↠\0"},
    {498, "uArr ⇑\0uHar ⥣\0uacute& ú\0uarr ↑\0ubrcy ў\0ubreve ŭ\0ucirc& û\0ucy у\0udarr ⇅\0udblac ű\0udhar ⥮\0"
    "ufisht ⥾\0ufr 𝔲\0ugrave& ù\0uharl ↿\0uharr ↾\0uhblk ▀\0ulcorn ⌜\0ulcorner ⌜\0ulcrop ⌏\0ultri ◸\0"
    "umacr ū\0uml& ¨\0uogon ų\0uopf 𝕦\0uparrow ↑\0updownarrow ↕\0upharpoonleft ↿\0upharpoonright ↾\0uplus ⊎\0"
    "upsi υ\0upsih ϒ\0upsilon υ\0upuparrows ⇈\0urcorn ⌝\0urcorner ⌝\0urcrop ⌎\0uring ů\0urtri ◹\0uscr 𝓊\0"
    "utdot ⋰\0utilde ũ\0utri ▵\0utrif ▴\0uuarr ⇈\0uuml& ü\0uwangle ⦧\0"},
    {515, "vArr ⇕\0vBar ⫨\0vBarv ⫩\0vDash ⊨\0vangrt ⦜\0varepsilon ϵ\0varkappa ϰ\0varnothing ∅\0varphi ϕ\0varpi ϖ\0"
    "varpropto ∝\0varr ↕\0varrho ϱ\0varsigma ς\0varsubsetneq ⊊\357\270\200\0varsubsetneqq ⫋\357\270\200\0"
    "varsupsetneq ⊋\357\270\200\0varsupsetneqq ⫌\357\270\200\0vartheta ϑ\0vartriangleleft ⊲\0vartriangleright ⊳\0"
    "vcy в\0vdash ⊢\0vee ∨\0veebar ⊻\0veeeq ≚\0vellip ⋮\0verbar |\0vert |\0vfr 𝔳\0vltri ⊲\0"
    "vnsub ⊂\342\203\222\0vnsup ⊃\342\203\222\0vopf 𝕧\0vprop ∝\0vrtri ⊳\0vscr 𝓋\0vsubnE ⫋\357\270\200\0"
    "vsubne ⊊\357\270\200\0vsupnE ⫌\357\270\200\0vsupne ⊋\357\270\200\0vzigzag ⦚\0"},
    {106, "wcirc ŵ\0wedbar ⩟\0wedge ∧\0wedgeq ≙\0weierp ℘\0wfr 𝔴\0wopf 𝕨\0wp ℘\0wr ≀\0wreath ≀\0wscr 𝓌\0"},
    {235, "xcap ⋂\0xcirc ◯\0xcup ⋃\0xdtri ▽\0xfr 𝔵\0xhArr ⟺\0xharr ⟷\0xi ξ\0xlArr ⟸\0xlarr ⟵\0xmap ⟼\0"
    "xnis ⋻\0xodot ⨀\0xopf 𝕩\0xoplus ⨁\0xotime ⨂\0xrArr ⟹\0xrarr ⟶\0xscr 𝓍\0xsqcup ⨆\0xuplus ⨄\0"
    "xutri △\0xvee ⋁\0xwedge ⋀\0"},
    {97, "yacute& ý\0yacy я\0ycirc ŷ\0ycy ы\0yen& ¥\0yfr 𝔶\0yicy ї\0yopf 𝕪\0yscr 𝓎\0yucy ю\0yuml& ÿ\0"},
    {120, "zacute ź\0zcaron ž\0zcy з\0zdot ż\0zeetrf ℨ\0zeta ζ\0zfr 𝔷\0zhcy ж\0zigrarr ⇝\0zopf 𝕫\0zscr 𝓏\0"
    "zwj \342\200\215\0zwnj \342\200\214\0"},
};
