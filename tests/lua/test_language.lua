-- The guess of a document's language: sentences in many languages, and what must not be taken for a foreign one.
local check = dofile "tests/lua/check.lua"
local core = require "lunette.core"
local lun = require "lunette"

local function language(text) return (core.language(lun.doc(text))) end

local texts = {
  en = "The council will vote on Monday about the new bridge, which has been planned for more than ten years and was never built because of its cost.",
  de = "Der Stadtrat stimmt am Montag über die neue Brücke ab, die seit mehr als zehn Jahren geplant ist und wegen der hohen Kosten nie gebaut wurde.",
  es = "El concejo votará el lunes sobre el nuevo puente, que se planea desde hace más de diez años y que nunca se construyó por su alto costo.",
  fr = "Le conseil municipal votera lundi sur le nouveau pont, qui est prévu depuis plus de dix ans et qui n'a jamais été construit à cause de son prix.",
  it = "Il consiglio comunale voterà lunedì sul nuovo ponte, che è previsto da più di dieci anni e non è mai stato costruito per il suo costo.",
  pt = "A câmara vai votar na segunda-feira sobre a nova ponte, que está prevista há mais de dez anos e não foi construída por causa do seu custo.",
  nl = "De gemeenteraad stemt maandag over de nieuwe brug, die al meer dan tien jaar op de plannen staat en door de hoge kosten nooit is gebouwd.",
  sv = "Kommunen röstar på måndag om den nya bron, som har varit planerad i mer än tio år och som aldrig blev byggd för att den var för dyr.",
  da = "Kommunen stemmer på mandag om den nye bro, som har været planlagt i mere end ti år og aldrig blev bygget, fordi den var for dyr at opføre.",
  fi = "Kaupunginvaltuusto äänestää maanantaina uudesta sillasta, joka on ollut suunnitteilla yli kymmenen vuotta, mutta jota ei ole rakennettu, sillä se olisi liian kallis ja myös turha.",
  pl = "Rada miasta zagłosuje w poniedziałek w sprawie nowego mostu, który jest planowany od ponad dziesięciu lat, ale nie został zbudowany, bo jest za drogi.",
  cs = "Zastupitelé budou v pondělí hlasovat o novém mostu, který se plánuje více než deset let a který nebyl postaven, protože by byl příliš drahý pro město.",
  tr = "Belediye meclisi pazartesi günü yeni köprü için oy kullanacak; bu köprü on yıldan daha uzun bir süredir planlanıyor ve çok pahalı olduğu için yapılmadı.",
  ro = "Consiliul va vota luni despre noul pod, care este planificat de mai mult de zece ani și nu a fost construit din cauza costului prea mare.",
  hu = "A városi tanács hétfőn szavaz az új hídról, amely már több mint tíz éve szerepel a tervekben, de még nem épült meg, mert az ára túl magas.",
  id = "Dewan kota akan memilih pada hari Senin tentang jembatan baru yang sudah direncanakan lebih dari sepuluh tahun dan tidak dibangun karena biaya yang mahal.",
  ru = "Городской совет в понедельник проголосует за новый мост, который планируют уже больше десяти лет и который так и не построили из-за высокой цены работ.",
  uk = "Міська рада в понеділок проголосує за новий міст, який планують уже понад десять років і який так і не збудували через високу ціну робіт.",
  el = "Το δημοτικό συμβούλιο θα ψηφίσει τη Δευτέρα για τη νέα γέφυρα, που σχεδιάζεται εδώ και δέκα χρόνια και δεν χτίστηκε ποτέ επειδή ήταν πολύ ακριβή.",
  ar = "سيصوت المجلس البلدي يوم الاثنين على الجسر الجديد الذي يخطط له منذ أكثر من عشر سنوات ولم يتم بناؤه بسبب ارتفاع تكلفته على المدينة",
  zh = "市议会将于星期一就新桥进行投票，这座桥已经计划了十多年，但由于费用太高一直没有建成。市长说，他希望今年能够开始施工，并且邀请居民在投票之前提出意见。反对者认为钱应该先用在学校和医院上面，因为孩子们已经等了很久。",
}
for code, text in pairs(texts) do check.that(language(text) == code, ("%s is taken for %s"):format(code, tostring(language(text)))) end

-- Too little to decide.
check.that(language "" == nil)
check.that(language "Der Stadtrat stimmt ab." == nil)
check.that(language "Ana Torres left Lima." == nil)

-- English all the same: foreign names, a quotation, a list of results, a text in capitals.
check.that(language "Mayor José Luis de la Torre of San Juan de los Lagos said on Monday that the Banco de la Nación and the Universidad Nacional de Ingeniería had signed the contract for El Parque de las Aguas." == "en")
check.that(language "“Wir haben es nicht gewusst, und das ist die Wahrheit,” the minister said in German, before he went on in English and told the reporters that the government would look into what had been said about the bank." == "en")
check.that(language(texts.en:upper()) == "en")
local results = {}
for i = 1, 40 do results[i] = ("Torres %d Vega %d Lind %d"):format(i, i + 1, i + 2) end
check.that(language(table.concat(results, "\n")) == nil)
check.that(language(("Vega o Lind o "):rep(200)) == nil) -- one word is not yet a language

local code, name, words, common = core.language(lun.doc(texts.de), true)
check.that(code == "de" and name == "German" and words == 26 and common >= 10 and common < words, ("%d of %d"):format(common, words))
check.that(core.language_name "sv" == "Swedish" and core.language_name "xx" == nil)
check.done()
