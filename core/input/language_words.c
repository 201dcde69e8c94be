/* The commonest words of each language: articles, pronouns, prepositions, auxiliaries. Written for this purpose. A word that is
 * common in several languages stands under each, but under English only those stand that hardly any other language writes
 * so ("in", "so", "was", "die" tell nothing). */
#include "input/language_words.h"

const lun_language_words lun_language_words_of[LUN_LANGUAGES] = {
  {"en", "English", "the of and to that is for with by from it its his her their they have has had but not which were been this who said "
                    "would there she be are at or about more after when one on he we you your our what if out up into than then could should "
                    "these those because before between while where how whose being does did just only over other some such through under"},
  {"de", "German", "der die das und ist nicht ein eine einen einem einer eines mit auf für von dem den des sich auch im zu zum zur als "
                   "wird wurde werden hat haben sind war waren nach bei aus über nur noch wie oder aber sein seine ihre durch vor wenn dass "
                   "daß um am es er sie wir ich kann sagte bis gegen unter zwischen ab mehr"},
  {"es", "Spanish", "el la los las de del que y en un una es por con para se no su sus al lo como más pero ha han fue este esta entre "
                    "cuando muy sin sobre también hasta desde porque son está ser era según dijo donde ya todo le les nos después"},
  {"fr", "French", "le la les de des du et est un une que qui dans en pour pas sur au aux ce cette ces il elle ils se sa son ses avec ne "
                   "plus par ont été sont mais nous vous leur leurs comme tout aussi entre après depuis fait être avait était selon où même "
                   "d l qu n s c"},
  {"it", "Italian", "il lo la i gli le di del della dei delle dello da dal dalla in nel nella nelle un una che e è per con non si sono "
                    "ha hanno come più al alla ai alle anche ma se suo sua loro questo questa tra fra dopo stato essere era su sul sulla ed dell all l"},
  {"pt", "Portuguese", "o a os as de do da dos das e que em no na nos nas um uma é para por com não se mais como mas ao à foi são ser "
                       "seu sua seus suas tem também já pelo pela entre quando muito até depois está sobre ele ela disse segundo isso"},
  {"nl", "Dutch", "de het een en van is dat in op te zijn met voor niet aan er die ook door als bij naar om maar uit over hij zij ze "
                  "wordt worden werd heeft hebben had dan nog kan wel meer tot deze dit tegen onder zich geen hun wij haar na sinds"},
  {"sv", "Swedish", "och att det som en på är av för med den till i inte har de ett om var men sig så från vid kan när hade han hon "
                    "ska skulle också efter under mot eller där alla nu över mer mycket blev säger sina sin detta vi"},
  {"da", "Danish", "og at det som en på er af for med den til i ikke har de et om var men sig så fra ved kan når havde han hun "
                   "skal skulle også efter under mod eller hvor alle nu over mere meget blev siger sine sin dette vi der blevet"},
  {"no", "Norwegian", "og at det som en på er av for med den til i ikke har de et om var men seg så fra ved kan når hadde han hun "
                      "skal skulle også etter under mot eller hvor alle nå over mer mye ble sier sine sin dette vi der blitt"},
  {"fi", "Finnish", "ja on ei että oli se hän ovat myös mutta kun kuin tai joka jotka sen ole olla mukaan niin sekä jos hänen tämä "
                    "vain voi nyt sitä siitä ollut jo kanssa mitä vielä noin jonka vuoden ettei jälkeen ennen sanoo"},
  {"pl", "Polish", "w i na z się nie do że o to jest jak za po co od przez ale dla był była było są może tak jego już tym tego "
                   "także które który która przy bez pod oraz ze jej ich lub czy więc tylko jako gdy jeszcze ma będzie został"},
  {"cs", "Czech", "a se na v je že s z do o i to k ve pro za by ale si po jako od která které který není byl byla bylo jsou tak "
                  "však podle při když také už jen mezi aby být jeho nebo před bude má po ze roku"},
  {"tr", "Turkish", "ve bir bu da de için ile olarak çok daha en ne gibi olan sonra kadar ancak ama değil var ise o her ya "
                    "tarafından göre olduğunu oldu dedi olduğu şey ki mi önce bunu onun yeni üzere büyük iki eden"},
  {"ro", "Romanian", "și în de la a nu că cu pe din care este un o pentru mai fost sunt ca să se al ale au prin după sau dar lui "
                     "iar acest această fi cel cea între când despre fără până era ar foarte"},
  {"hu", "Hungarian", "a az és hogy nem is egy van volt de meg csak már ha el mint ez azt még szerint lesz vagy kell után között "
                      "minden ezt sem pedig lehet ki amely aki között miatt majd most nagy két"},
  {"id", "Indonesian", "yang dan di dengan untuk dari ini itu pada dalam tidak akan ke juga oleh ada karena adalah tersebut mereka "
                       "sudah saat telah kata bisa atau lebih secara para hari tahun setelah seperti kami hanya sebagai"},
  {"vi", "Vietnamese", "và của là có trong được cho các không một những với này đã người khi để từ đến về tại ra như cũng nhiều "
                       "năm vào theo ngày sau trên đó sẽ phải còn thì bị"},
  {"ru", "Russian", ""}, {"uk", "Ukrainian", ""}, {"el", "Greek", ""}, {"ar", "Arabic", ""}, {"he", "Hebrew", ""},
  {"hi", "Hindi", ""}, {"th", "Thai", ""}, {"zh", "Chinese", ""}, {"ja", "Japanese", ""}, {"ko", "Korean", ""},
};
