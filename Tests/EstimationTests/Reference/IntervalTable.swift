// Written by intervals.py beside this file, which says how; not by hand.
// swift-format-ignore-file

struct ReferenceInterval: Sendable {
  let count, n: Int64
  let confidence: Double
  let clopperPearson, wilson: (low: Double, high: Double)
}

let referenceIntervals: [ReferenceInterval] = [
  ReferenceInterval(
    count: 0, n: 1, confidence: 0.95,
    clopperPearson: (0.0, 0.9749999999999999778),
    wilson: (0.0, 0.7934506856227625485)),
  ReferenceInterval(
    count: 1, n: 1, confidence: 0.95,
    clopperPearson: (0.025000000000000022204, 1.0),
    wilson: (0.2065493143772374515, 1.0)),
  ReferenceInterval(
    count: 0, n: 2, confidence: 0.95,
    clopperPearson: (0.0, 0.84188611699158096318),
    wilson: (0.0, 0.65761977249334687489)),
  ReferenceInterval(
    count: 1, n: 2, confidence: 0.95,
    clopperPearson: (0.012579117093425060372, 0.98742088290657493963),
    wilson: (0.094531205734230740021, 0.90546879426576925998)),
  ReferenceInterval(
    count: 2, n: 2, confidence: 0.95,
    clopperPearson: (0.15811388300841903682, 1.0),
    wilson: (0.34238022750665312511, 1.0)),
  ReferenceInterval(
    count: 0, n: 10, confidence: 0.5,
    clopperPearson: (0.0, 0.12944943670387586086),
    wilson: (0.0, 0.043514030569669171441)),
  ReferenceInterval(
    count: 0, n: 10, confidence: 0.95,
    clopperPearson: (0.0, 0.30849710781876076249),
    wilson: (0.0, 0.27753279986288917498)),
  ReferenceInterval(
    count: 0, n: 10, confidence: 0.999,
    clopperPearson: (0.0, 0.53237577608868929541),
    wilson: (0.0, 0.51986708777880208729)),
  ReferenceInterval(
    count: 0, n: 10, confidence: 0.999999,
    clopperPearson: (0.0, 0.76563270884011611721),
    wilson: (0.0, 0.70525929690092938092)),
  ReferenceInterval(
    count: 1, n: 10, confidence: 0.5,
    clopperPearson: (0.028358342136926499427, 0.24737062945875269838),
    wilson: (0.052450103698589553665, 0.18236112075714578349)),
  ReferenceInterval(
    count: 1, n: 10, confidence: 0.95,
    clopperPearson: (0.0025285785444617867738, 0.44501611702819535866),
    wilson: (0.017876213095072908876, 0.40415002679523843111)),
  ReferenceInterval(
    count: 1, n: 10, confidence: 0.999,
    clopperPearson: (0.000050011253563791954533, 0.653130333094730948),
    wilson: (0.0078969657014672297684, 0.60799670452157444006)),
  ReferenceInterval(
    count: 1, n: 10, confidence: 0.999999,
    clopperPearson: (5.0000011251441346374e-8, 0.84291685094640812201),
    wilson: (0.0038764790492232830142, 0.76033095847152022172)),
  ReferenceInterval(
    count: 5, n: 10, confidence: 0.5,
    clopperPearson: (0.3506808141562440844, 0.6493191858437559156),
    wilson: (0.3956999154246877283, 0.6043000845753122717)),
  ReferenceInterval(
    count: 5, n: 10, confidence: 0.95,
    clopperPearson: (0.18708602844739857217, 0.81291397155260142783),
    wilson: (0.23659309051256401458, 0.76340690948743598542)),
  ReferenceInterval(
    count: 5, n: 10, confidence: 0.999,
    clopperPearson: (0.077325354927214476937, 0.92267464507278552306),
    wilson: (0.13949095442041884624, 0.86050904557958115376)),
  ReferenceInterval(
    count: 5, n: 10, confidence: 0.999999,
    clopperPearson: (0.018460385879369464248, 0.98153961412063053575),
    wilson: (0.080101411975186149913, 0.91989858802481385009)),
  ReferenceInterval(
    count: 9, n: 10, confidence: 0.5,
    clopperPearson: (0.75262937054124730162, 0.97164165786307350057),
    wilson: (0.81763887924285421651, 0.94754989630141044633)),
  ReferenceInterval(
    count: 9, n: 10, confidence: 0.95,
    clopperPearson: (0.55498388297180464134, 0.99747142145553821323),
    wilson: (0.59584997320476156889, 0.98212378690492709112)),
  ReferenceInterval(
    count: 9, n: 10, confidence: 0.999,
    clopperPearson: (0.346869666905269052, 0.99994998874643620805),
    wilson: (0.39200329547842555994, 0.99210303429853277023)),
  ReferenceInterval(
    count: 9, n: 10, confidence: 0.999999,
    clopperPearson: (0.15708314905359187799, 0.99999994999998874856),
    wilson: (0.23966904152847977828, 0.99612352095077671699)),
  ReferenceInterval(
    count: 10, n: 10, confidence: 0.5,
    clopperPearson: (0.87055056329612413914, 1.0),
    wilson: (0.95648596943033082856, 1.0)),
  ReferenceInterval(
    count: 10, n: 10, confidence: 0.95,
    clopperPearson: (0.69150289218123923751, 1.0),
    wilson: (0.72246720013711082502, 1.0)),
  ReferenceInterval(
    count: 10, n: 10, confidence: 0.999,
    clopperPearson: (0.46762422391131070459, 1.0),
    wilson: (0.48013291222119791271, 1.0)),
  ReferenceInterval(
    count: 10, n: 10, confidence: 0.999999,
    clopperPearson: (0.23436729115988388279, 1.0),
    wilson: (0.29474070309907061908, 1.0)),
  ReferenceInterval(
    count: 0, n: 50, confidence: 0.95,
    clopperPearson: (0.0, 0.071121736464197645444),
    wilson: (0.0, 0.071347599133358704093)),
  ReferenceInterval(
    count: 3, n: 50, confidence: 0.95,
    clopperPearson: (0.012548587835334066289, 0.16548194660377287121),
    wilson: (0.020614970348973956581, 0.16217091688838170302)),
  ReferenceInterval(
    count: 25, n: 50, confidence: 0.95,
    clopperPearson: (0.35527299712990774982, 0.64472700287009225018),
    wilson: (0.36644514316828580411, 0.63355485683171419589)),
  ReferenceInterval(
    count: 49, n: 50, confidence: 0.95,
    clopperPearson: (0.89353045428850009731, 0.99949377201695917048),
    wilson: (0.89504556410362187738, 0.99646074072835376669)),
  ReferenceInterval(
    count: 0, n: 300, confidence: 0.95,
    clopperPearson: (0.0, 0.012220974694293551103),
    wilson: (0.0, 0.012642971224546033706)),
  ReferenceInterval(
    count: 1, n: 300, confidence: 0.95,
    clopperPearson: (0.00008438913231780051486, 0.018431252048067883947),
    wilson: (0.00058865772185115808046, 0.018636693694531235401)),
  ReferenceInterval(
    count: 150, n: 300, confidence: 0.95,
    clopperPearson: (0.44199772080801639716, 0.55800227919198360284),
    wilson: (0.44377951613391691533, 0.55622048386608308467)),
  ReferenceInterval(
    count: 299, n: 300, confidence: 0.95,
    clopperPearson: (0.98156874795193211605, 0.99991561086768219949),
    wilson: (0.9813633063054687646, 0.99941134227814884192)),
  ReferenceInterval(
    count: 300, n: 300, confidence: 0.95,
    clopperPearson: (0.9877790253057064489, 1.0),
    wilson: (0.98735702877545396629, 1.0)),
  ReferenceInterval(
    count: 0, n: 1000, confidence: 0.5,
    clopperPearson: (0.0, 0.0013853338989710761264),
    wilson: (0.0, 0.00045472955008457050483)),
  ReferenceInterval(
    count: 0, n: 1000, confidence: 0.95,
    clopperPearson: (0.0, 0.0036820838968656712011),
    wilson: (0.0, 0.0038267584855551226539)),
  ReferenceInterval(
    count: 0, n: 1000, confidence: 0.999,
    clopperPearson: (0.0, 0.0075720886503111851998),
    wilson: (0.0, 0.01071158576697804675)),
  ReferenceInterval(
    count: 0, n: 1000, confidence: 0.999999,
    clopperPearson: (0.0, 0.014403914337727933879),
    wilson: (0.0, 0.023368951732507463025)),
  ReferenceInterval(
    count: 1, n: 1000, confidence: 0.5,
    clopperPearson: (0.00028764069593223193579, 0.0026903566457660861906),
    wilson: (0.0005157398905505309613, 0.0019380802004338704025)),
  ReferenceInterval(
    count: 1, n: 1000, confidence: 0.95,
    clopperPearson: (0.000025317487491294065907, 0.0055589242798266718285),
    wilson: (0.00017654637062607806274, 0.0056425585979579343458)),
  ReferenceInterval(
    count: 1, n: 1000, confidence: 0.999,
    clopperPearson: (5.0012491661979055369e-7, 0.0099538143409508110498),
    wilson: (0.000078441986219503388448, 0.012611720609224587268)),
  ReferenceInterval(
    count: 1, n: 1000, confidence: 0.999999,
    clopperPearson: (5.0000012488941944364e-10, 0.017279905261178627266),
    wilson: (0.000038627076839974748822, 0.02528358675220247335)),
  ReferenceInterval(
    count: 2, n: 1000, confidence: 0.5,
    clopperPearson: (0.00096129745911127400867, 0.0039166388658813121407),
    wilson: (0.0012472095898410284713, 0.0032057010420432037515)),
  ReferenceInterval(
    count: 2, n: 1000, confidence: 0.95,
    clopperPearson: (0.00024230111687723204686, 0.0072058389114574973262),
    wilson: (0.00054864358812072719555, 0.0072628078634921749677)),
  ReferenceInterval(
    count: 2, n: 1000, confidence: 0.999,
    clopperPearson: (0.000031976503545805076694, 0.011991007079144941953),
    wilson: (0.0002749203414508939729, 0.01439381908245924059)),
  ReferenceInterval(
    count: 2, n: 1000, confidence: 0.999999,
    clopperPearson: (1.0008335275937585294e-6, 0.01971993425449056274),
    wilson: (0.00014398486927842501608, 0.027131491056299008156)),
  ReferenceInterval(
    count: 500, n: 1000, confidence: 0.5,
    clopperPearson: (0.48883958202961939067, 0.51116041797038060933),
    wilson: (0.48933780568920531133, 0.51066219431079468867)),
  ReferenceInterval(
    count: 500, n: 1000, confidence: 0.95,
    clopperPearson: (0.46854917297179194719, 0.53145082702820805281),
    wilson: (0.46906960036810418669, 0.53093039963189581331)),
  ReferenceInterval(
    count: 500, n: 1000, confidence: 0.999,
    clopperPearson: (0.44762941985860422099, 0.55237058014139577901),
    wilson: (0.44825160445246141076, 0.55174839554753858924)),
  ReferenceInterval(
    count: 500, n: 1000, confidence: 0.999999,
    clopperPearson: (0.42264392400052317892, 0.57735607599947682108),
    wilson: (0.42356546635762820489, 0.57643453364237179511)),
  ReferenceInterval(
    count: 946, n: 1000, confidence: 0.5,
    clopperPearson: (0.94037115723027642691, 0.951018718235497397),
    wilson: (0.94097323622816772251, 0.9506211450131568406)),
  ReferenceInterval(
    count: 946, n: 1000, confidence: 0.95,
    clopperPearson: (0.93012599442293266065, 0.95917664887436929106),
    wilson: (0.93020784515394755533, 0.95837868627693727526)),
  ReferenceInterval(
    count: 946, n: 1000, confidence: 0.999,
    clopperPearson: (0.91847457687193023756, 0.9666255917071052944),
    wilson: (0.91734766918394557283, 0.96509759631191000947)),
  ReferenceInterval(
    count: 946, n: 1000, confidence: 0.999999,
    clopperPearson: (0.90304609588800278753, 0.97430375129710400181),
    wilson: (0.89948854160942212596, 0.97166635344518121703)),
  ReferenceInterval(
    count: 947, n: 1000, confidence: 0.5,
    clopperPearson: (0.94141252198612472303, 0.95197560430927416922),
    wilson: (0.94201503670083928409, 0.95157843508138510988)),
  ReferenceInterval(
    count: 947, n: 1000, confidence: 0.95,
    clopperPearson: (0.93124481671003677561, 0.96005074763998062161),
    wilson: (0.93132538316250824319, 0.95925349475140547716)),
  ReferenceInterval(
    count: 947, n: 1000, confidence: 0.999,
    clopperPearson: (0.91967022471172536313, 0.96741300940792461572),
    wilson: (0.91853596500010141037, 0.96588787732422021583)),
  ReferenceInterval(
    count: 947, n: 1000, confidence: 0.999999,
    clopperPearson: (0.90432885197823374399, 0.97498698028818061173),
    wilson: (0.90074865537165122428, 0.97235950177948710378)),
  ReferenceInterval(
    count: 999, n: 1000, confidence: 0.5,
    clopperPearson: (0.99730964335423391381, 0.99971235930406776806),
    wilson: (0.9980619197995661296, 0.99948426010944946904)),
  ReferenceInterval(
    count: 999, n: 1000, confidence: 0.95,
    clopperPearson: (0.99444107572017332817, 0.99997468251250870593),
    wilson: (0.99435744140204206565, 0.99982345362937392194)),
  ReferenceInterval(
    count: 999, n: 1000, confidence: 0.999,
    clopperPearson: (0.99004618565904918895, 0.99999949987508338021),
    wilson: (0.98738827939077541273, 0.99992155801378049661)),
  ReferenceInterval(
    count: 999, n: 1000, confidence: 0.999999,
    clopperPearson: (0.98272009473882137273, 0.99999999949999987511),
    wilson: (0.97471641324779752665, 0.99996137292316002525)),
  ReferenceInterval(
    count: 1000, n: 1000, confidence: 0.5,
    clopperPearson: (0.99861466610102892387, 1.0),
    wilson: (0.9995452704499154295, 1.0)),
  ReferenceInterval(
    count: 1000, n: 1000, confidence: 0.95,
    clopperPearson: (0.9963179161031343288, 1.0),
    wilson: (0.99617324151444487735, 1.0)),
  ReferenceInterval(
    count: 1000, n: 1000, confidence: 0.999,
    clopperPearson: (0.9924279113496888148, 1.0),
    wilson: (0.98928841423302195325, 1.0)),
  ReferenceInterval(
    count: 1000, n: 1000, confidence: 0.999999,
    clopperPearson: (0.98559608566227206612, 1.0),
    wilson: (0.97663104826749253698, 1.0)),
  ReferenceInterval(
    count: 0, n: 40000, confidence: 0.95,
    clopperPearson: (0.0, 0.000092217734036184987248),
    wilson: (0.0, 0.000096027248399343345647)),
  ReferenceInterval(
    count: 8, n: 40000, confidence: 0.95,
    clopperPearson: (0.000086349632189699764876, 0.00039404148978689737607),
    wilson: (0.00010134833860775867993, 0.00039464049889222492838)),
  ReferenceInterval(
    count: 13860, n: 40000, confidence: 0.95,
    clopperPearson: (0.34183548916224087354, 0.3511868027519925803),
    wilson: (0.34185164986190610376, 0.35117783050335249465)),
  ReferenceInterval(
    count: 37872, n: 40000, confidence: 0.95,
    clopperPearson: (0.94455546070309061024, 0.94897939664582840452),
    wilson: (0.94455738816035805104, 0.94895680189047229575)),
  ReferenceInterval(
    count: 39999, n: 40000, confidence: 0.95,
    clopperPearson: (0.99986071687483037004, 0.99999936705500070252),
    wilson: (0.99985839068046792418, 0.99999558687249515244)),
  ReferenceInterval(
    count: 40000, n: 40000, confidence: 0.95,
    clopperPearson: (0.99990778226596381501, 1.0),
    wilson: (0.99990397275160065665, 1.0)),
  ReferenceInterval(
    count: 0, n: 1000000, confidence: 0.5,
    clopperPearson: (0.0, 1.3862934002143068151e-6),
    wilson: (0.0, 4.5493621615251782796e-7)),
  ReferenceInterval(
    count: 0, n: 1000000, confidence: 0.95,
    clopperPearson: (0.0, 3.6888726502064881901e-6),
    wilson: (0.0, 3.8414440639449408247e-6)),
  ReferenceInterval(
    count: 0, n: 1000000, confidence: 0.999,
    clopperPearson: (0.0, 7.6008735727561703306e-6),
    wilson: (0.0, 0.00001082744893574291942)),
  ReferenceInterval(
    count: 0, n: 1000000, confidence: 0.999999,
    clopperPearson: (0.0, 0.000014508552488429790356),
    wilson: (0.0, 0.000023927554435318694555)),
  ReferenceInterval(
    count: 1, n: 1000000, confidence: 0.5,
    clopperPearson: (2.876820310712974905e-7, 2.6926322500675475493e-6),
    wilson: (5.156549710098769456e-7, 1.9392803352702085773e-6)),
  ReferenceInterval(
    count: 1, n: 1000000, confidence: 0.95,
    clopperPearson: (2.5317807663794200318e-8, 5.5716306551722432843e-6),
    wilson: (1.7652457674537151364e-7, 5.6649118043114414212e-6)),
  ReferenceInterval(
    count: 1, n: 1000000, confidence: 0.999,
    clopperPearson: (5.0012504155723583495e-10, 9.9986325103112296358e-6),
    wilson: (7.8436733389108367248e-8, 0.000012748990547455939567)),
  ReferenceInterval(
    count: 1, n: 1000000, confidence: 0.999999,
    clopperPearson: (5.0000012501429450607e-13, 0.000017422071957568624123),
    wilson: (3.8625697146289063996e-8, 0.000025888880883063534854)),
  ReferenceInterval(
    count: 500000, n: 1000000, confidence: 0.5,
    clopperPearson: (0.49966225524788786313, 0.50033774475211213687),
    wilson: (0.49966275520161442155, 0.50033724479838557845)),
  ReferenceInterval(
    count: 500000, n: 1000000, confidence: 0.95,
    clopperPearson: (0.49901951919531181756, 0.50098048080468818244),
    wilson: (0.49902001989000478423, 0.50097998010999521577)),
  ReferenceInterval(
    count: 500000, n: 1000000, confidence: 0.999,
    clopperPearson: (0.49835424150288298168, 0.50164575849711701832),
    wilson: (0.49835474554128070212, 0.50164525445871929788)),
  ReferenceInterval(
    count: 500000, n: 1000000, confidence: 0.999999,
    clopperPearson: (0.49755369601263776824, 0.50244630398736223176),
    wilson: (0.49755421002356504993, 0.50244578997643495007)),
  ReferenceInterval(
    count: 947123, n: 1000000, confidence: 0.5,
    clopperPearson: (0.94697127192478322167, 0.94727415742862423826),
    wilson: (0.94697185384204254607, 0.9472737393330659044)),
  ReferenceInterval(
    count: 947123, n: 1000000, confidence: 0.95,
    clopperPearson: (0.94668258711185225071, 0.94756082075687649916),
    wilson: (0.94668266366304567952, 0.94755990114096591397)),
  ReferenceInterval(
    count: 947123, n: 1000000, confidence: 0.999,
    clopperPearson: (0.94638273812322639417, 0.9478565022552294673),
    wilson: (0.94638176681392649745, 0.94785455078317251018)),
  ReferenceInterval(
    count: 947123, n: 1000000, confidence: 0.999999,
    clopperPearson: (0.94602051837094207454, 0.94821090886424296739),
    wilson: (0.94601757277044966789, 0.94820703010970676611)),
  ReferenceInterval(
    count: 999999, n: 1000000, confidence: 0.5,
    clopperPearson: (0.99999730736774993245, 0.9999997123179689287),
    wilson: (0.99999806071966472979, 0.99999948434502899012)),
  ReferenceInterval(
    count: 999999, n: 1000000, confidence: 0.95,
    clopperPearson: (0.99999442836934482776, 0.99999997468219233621),
    wilson: (0.99999433508819568856, 0.99999982347542325463)),
  ReferenceInterval(
    count: 999999, n: 1000000, confidence: 0.999,
    clopperPearson: (0.99999000136748968877, 0.99999999949987495844),
    wilson: (0.99998725100945254406, 0.99999992156326661089)),
  ReferenceInterval(
    count: 999999, n: 1000000, confidence: 0.999999,
    clopperPearson: (0.99998257792804243138, 0.99999999999949999987),
    wilson: (0.99997411111911693647, 0.99999996137430285371)),
  ReferenceInterval(
    count: 1000000, n: 1000000, confidence: 0.5,
    clopperPearson: (0.99999861370659978569, 1.0),
    wilson: (0.99999954506378384748, 1.0)),
  ReferenceInterval(
    count: 1000000, n: 1000000, confidence: 0.95,
    clopperPearson: (0.99999631112734979351, 1.0),
    wilson: (0.99999615855593605506, 1.0)),
  ReferenceInterval(
    count: 1000000, n: 1000000, confidence: 0.999,
    clopperPearson: (0.99999239912642724383, 1.0),
    wilson: (0.99998917255106425708, 1.0)),
  ReferenceInterval(
    count: 1000000, n: 1000000, confidence: 0.999999,
    clopperPearson: (0.99998549144751157021, 1.0),
    wilson: (0.99997607244556468131, 1.0)),
  ReferenceInterval(
    count: 0, n: 10000000, confidence: 0.95,
    clopperPearson: (0.0, 3.6888787737224377282e-7),
    wilson: (0.0, 3.8414573450141042366e-7)),
  ReferenceInterval(
    count: 1, n: 10000000, confidence: 0.95,
    clopperPearson: (2.5317807952240328148e-9, 5.5716421173607301887e-7),
    wilson: (1.7652455711617432842e-8, 5.6649320196064609054e-7)),
  ReferenceInterval(
    count: 2, n: 10000000, confidence: 0.95,
    clopperPearson: (2.4220928772116287934e-8, 7.224685780387377977e-7),
    wilson: (5.4847215539141413107e-8, 7.2929836530397520999e-7)),
  ReferenceInterval(
    count: 40, n: 10000000, confidence: 0.95,
    clopperPearson: (2.8576601335088517248e-6, 5.4468607559584314324e-6),
    wilson: (2.9376917279404363265e-6, 5.4464509333950980859e-6)),
  ReferenceInterval(
    count: 5000000, n: 10000000, confidence: 0.95,
    clopperPearson: (0.49969005252137108944, 0.50030994747862891056),
    wilson: (0.49969010254337062944, 0.50030989745662937056)),
  ReferenceInterval(
    count: 9471234, n: 10000000, confidence: 0.95,
    clopperPearson: (0.94698451837623730543, 0.94726202267761269533),
    wilson: (0.94698452602819216429, 0.94726193045071402418)),
  ReferenceInterval(
    count: 0, n: 100000000, confidence: 0.95,
    clopperPearson: (0.0, 3.6888793860747781164e-8),
    wilson: (0.0, 3.841458673126071427e-8)),
  ReferenceInterval(
    count: 1, n: 100000000, confidence: 0.95,
    clopperPearson: (2.5317807981084941172e-10, 5.5716432635810657942e-8),
    wilson: (1.7652455515325509782e-9, 5.6649340411436428666e-8)),
  ReferenceInterval(
    count: 2, n: 100000000, confidence: 0.95,
    clopperPearson: (2.4220927946168474599e-9, 7.224687478990279307e-8),
    wilson: (5.4847213997095982949e-9, 7.2929863794967646725e-8)),
  ReferenceInterval(
    count: 40, n: 100000000, confidence: 0.95,
    clopperPearson: (2.8576587931117063723e-7, 5.4468643023545771765e-7),
    wilson: (2.9376905386404092357e-7, 5.4464550213555040569e-7)),
  ReferenceInterval(
    count: 50000000, n: 100000000, confidence: 0.95,
    clopperPearson: (0.49990199680195927763, 0.50009800319804072237),
    wilson: (0.49990200180265527749, 0.50009799819734472251)),
  ReferenceInterval(
    count: 94712345, n: 100000000, confidence: 0.95,
    clopperPearson: (0.94707957061069378578, 0.9471673035031502326),
    wilson: (0.94707957137579404216, 0.94716729427208085863)),
  ReferenceInterval(
    count: 0, n: 1000000000, confidence: 0.95,
    clopperPearson: (0.0, 3.6888794473100196095e-9),
    wilson: (0.0, 3.8414588059373186547e-9)),
  ReferenceInterval(
    count: 1, n: 1000000000, confidence: 0.95,
    clopperPearson: (2.5317807983969402477e-11, 5.5716433782031142239e-9),
    wilson: (1.7652455495696317964e-10, 5.6649342432974378632e-9)),
  ReferenceInterval(
    count: 2, n: 1000000000, confidence: 0.95,
    clopperPearson: (2.4220927863573699173e-10, 7.2246876488505913912e-9),
    wilson: (5.4847213842891449859e-10, 7.2929866521425689324e-9)),
  ReferenceInterval(
    count: 31415, n: 1000000000, confidence: 0.95,
    clopperPearson: (0.00003106856403880727424, 0.00003176433560963323494),
    wilson: (0.00003106953130839587189, 0.000031764309909051208652)),
  ReferenceInterval(
    count: 500000000, n: 1000000000, confidence: 0.95,
    clopperPearson: (0.49996900974842228227, 0.50003099025157771773),
    wilson: (0.49996901024844429485, 0.50003098975155570515)),
  ReferenceInterval(
    count: 947123456, n: 1000000000, confidence: 0.95,
    clopperPearson: (0.94710958399958632498, 0.94713732541206575093),
    wilson: (0.94710958407609338928, 0.94713732448869393593)),
  ReferenceInterval(
    count: 999999998, n: 1000000000, confidence: 0.95,
    clopperPearson: (0.99999999277531235115, 0.99999999975779072136),
    wilson: (0.99999999270701334786, 0.99999999945152786157)),
  ReferenceInterval(
    count: 1000000000, n: 1000000000, confidence: 0.95,
    clopperPearson: (0.99999999631112055269, 1.0),
    wilson: (0.99999999615854119406, 1.0)),
  ReferenceInterval(
    count: 0, n: 1000000000000, confidence: 0.95,
    clopperPearson: (0.0, 3.6888794541071314989e-12),
    wilson: (0.0, 3.8414588206793676632e-12)),
  ReferenceInterval(
    count: 1, n: 1000000000000, confidence: 0.95,
    clopperPearson: (2.5317807984289577682e-14, 5.5716433909261617663e-12),
    wilson: (1.7652455493517477678e-13, 5.6649342657365099688e-12)),
  ReferenceInterval(
    count: 7, n: 1000000000000, confidence: 0.95,
    clopperPearson: (2.8143630515243493856e-12, 1.4422675361648850412e-11),
    wilson: (3.3908638412227208779e-12, 1.4450594979402866362e-11)),
  ReferenceInterval(
    count: 346500000000, n: 1000000000000, confidence: 0.95,
    clopperPearson: (0.34649906734175819005, 0.34650093265913036249),
    wilson: (0.34649906734240357825, 0.34650093265877574961)),
]
