// Written by sequences.py beside this file, which says how; not by hand.
// swift-format-ignore-file

struct ReferenceSequence: Sendable {
  let count, n: Int64
  let halfWidth, confidence, weight: Double
  let interval: (low: Double, high: Double)
  /// log M at some p.
  let ratio: (p: Double, log: Double)
}

let referenceSequences: [ReferenceSequence] = [
  ReferenceSequence(
    count: 0, n: 1, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 1.0),
    ratio: (0.16666666666666666, -4.0834165145199803557e-47)),
  ReferenceSequence(
    count: 1, n: 1, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 1.0),
    ratio: (0.3333333333333333, -2.6136966099991581224e-47)),
  ReferenceSequence(
    count: 0, n: 2, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 0.99998904165395441937),
    ratio: (0.14285714285714285, 0.000034701207324915303705)),
  ReferenceSequence(
    count: 1, n: 2, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 1.0),
    ratio: (0.2857142857142857, -0.00020823253540227177052)),
  ReferenceSequence(
    count: 2, n: 2, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.000010958346045580630798, 1.0),
    ratio: (0.42857142857142855, 0.00027757594758214771889)),
  ReferenceSequence(
    count: 0, n: 10, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 0.99747704643112824179),
    ratio: (0.06666666666666667, 0.0006684755380378275777)),
  ReferenceSequence(
    count: 0, n: 10, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.0, 0.59379014362945911392),
    ratio: (0.06666666666666667, 0.17609190503914058415)),
  ReferenceSequence(
    count: 0, n: 10, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.0, 0.99533557756252685738),
    ratio: (0.06666666666666667, 0.0037706135487775958477)),
  ReferenceSequence(
    count: 1, n: 10, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 0.99803196155508914827),
    ratio: (0.13333333333333333, -0.00072058945662847954792)),
  ReferenceSequence(
    count: 1, n: 10, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.0, 0.69129562981566057969),
    ratio: (0.13333333333333333, -0.2488665366132314632)),
  ReferenceSequence(
    count: 1, n: 10, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.0, 0.99648453761509174833),
    ratio: (0.13333333333333333, -0.0040827731233197751298)),
  ReferenceSequence(
    count: 2, n: 10, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.000010920017985737124021, 0.99851760442379453464),
    ratio: (0.2, -0.0010403776926218366786)),
  ReferenceSequence(
    count: 2, n: 10, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.0014569984358452929354, 0.76908137111971041648),
    ratio: (0.2, -0.31938285873100213349)),
  ReferenceSequence(
    count: 2, n: 10, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (1.1599006748317979607e-6, 0.99746612986469078045),
    ratio: (0.2, -0.0058822165762382472487)),
  ReferenceSequence(
    count: 5, n: 10, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.00043928896968725455388, 0.99956071103031274545),
    ratio: (0.4, -0.00069387352063511872647)),
  ReferenceSequence(
    count: 5, n: 10, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.071098856254294793566, 0.92890114374570520643),
    ratio: (0.4, -0.23418203971302475169)),
  ReferenceSequence(
    count: 5, n: 10, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.00057341744455577696835, 0.99942658255544422303),
    ratio: (0.4, -0.0039306605375744578197)),
  ReferenceSequence(
    count: 9, n: 10, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0019680384449108517274, 1.0),
    ratio: (0.6666666666666666, 0.0018705218398294448674)),
  ReferenceSequence(
    count: 9, n: 10, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.30870437018433942031, 1.0),
    ratio: (0.6666666666666666, 0.40288328320212255782)),
  ReferenceSequence(
    count: 9, n: 10, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.0035154623849082516687, 1.0),
    ratio: (0.6666666666666666, 0.010519205393944627705)),
  ReferenceSequence(
    count: 10, n: 10, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.002522953568871758214, 1.0),
    ratio: (0.7333333333333333, 0.0034024937210896957337)),
  ReferenceSequence(
    count: 10, n: 10, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.40620985637054088608, 1.0),
    ratio: (0.7333333333333333, 0.85761646004922263968)),
  ReferenceSequence(
    count: 10, n: 10, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.004664422437473142615, 1.0),
    ratio: (0.7333333333333333, 0.019175090827510532969)),
  ReferenceSequence(
    count: 0, n: 1000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 0.031754631263826132338),
    ratio: (0.0009950248756218905, 0.091151535516506242754)),
  ReferenceSequence(
    count: 0, n: 1000, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.0, 0.003160621832403178334),
    ratio: (0.0009950248756218905, 0.9420474032737896823)),
  ReferenceSequence(
    count: 0, n: 1000, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.0, 0.020013085866631345971),
    ratio: (0.0009950248756218905, 0.33823295971304303764)),
  ReferenceSequence(
    count: 1, n: 1000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 0.033756000193438006393),
    ratio: (0.001990049751243781, -0.0068734477083784886551)),
  ReferenceSequence(
    count: 1, n: 1000, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.0, 0.007827078821350364215),
    ratio: (0.001990049751243781, -2.550307063170620895)),
  ReferenceSequence(
    count: 1, n: 1000, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.0, 0.022267000370322356279),
    ratio: (0.001990049751243781, -0.10385285294521616096)),
  ReferenceSequence(
    count: 2, n: 1000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (7.394655889354866888e-6, 0.035695712880105997824),
    ratio: (0.0029850746268656717, -0.037459277142627028113)),
  ReferenceSequence(
    count: 2, n: 1000, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (5.8814447874966158946e-7, 0.010156852753899985431),
    ratio: (0.0029850746268656717, -2.6786100847977340701)),
  ReferenceSequence(
    count: 2, n: 1000, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (2.4873501457350209293e-7, 0.024383849936768187998),
    ratio: (0.0029850746268656717, -0.21230887529489511723)),
  ReferenceSequence(
    count: 500, n: 1000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.40671104295432518375, 0.59328895704567481625),
    ratio: (0.49850746268656715, -0.093830712584275772774)),
  ReferenceSequence(
    count: 500, n: 1000, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.44864952128467106449, 0.55135047871532893551),
    ratio: (0.49850746268656715, -2.2333576321370147505)),
  ReferenceSequence(
    count: 500, n: 1000, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.41862121974475090366, 0.58137878025524909634),
    ratio: (0.49850746268656715, -0.38790937271828233775)),
  ReferenceSequence(
    count: 947, n: 1000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.88863204323712317633, 0.97689352162098517778),
    ratio: (0.9432835820895522, -0.066970729756121577362)),
  ReferenceSequence(
    count: 947, n: 1000, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.92106752484738450135, 0.96758306857337176823),
    ratio: (0.9432835820895522, -2.1704969895014502693)),
  ReferenceSequence(
    count: 947, n: 1000, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.90024377210812770873, 0.97520555474060660254),
    ratio: (0.9432835820895522, -0.30334747899539256881)),
  ReferenceSequence(
    count: 998, n: 1000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.96430428711989400218, 0.99999260534411064513),
    ratio: (0.9940298507462687, 0.20386882842658235507)),
  ReferenceSequence(
    count: 998, n: 1000, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.98984314724610001457, 0.99999941185552125034),
    ratio: (0.9940298507462687, -0.50573643130422134653)),
  ReferenceSequence(
    count: 998, n: 1000, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.975616150063231812, 0.9999997512649854265),
    ratio: (0.9940298507462687, 0.6526439244376439026)),
  ReferenceSequence(
    count: 999, n: 1000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.96624399980656199361, 1.0),
    ratio: (0.9950248756218906, 0.26760738560391993306)),
  ReferenceSequence(
    count: 999, n: 1000, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.99217292117864963579, 1.0),
    ratio: (0.9950248756218906, 0.28171281600694719092)),
  ReferenceSequence(
    count: 999, n: 1000, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.97773299962967764372, 1.0),
    ratio: (0.9950248756218906, 0.91407015552097215532)),
  ReferenceSequence(
    count: 1000, n: 1000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.96824536873617386766, 1.0),
    ratio: (0.9960199004975124, 0.36563391547846560957)),
  ReferenceSequence(
    count: 1000, n: 1000, halfWidth: 0.1, confidence: 0.95, weight: 12.004558814669137633,
    interval: (0.99683937816759682167, 1.0),
    ratio: (0.9960199004975124, 3.7740761775643702966)),
  ReferenceSequence(
    count: 1000, n: 1000, halfWidth: 0.02, confidence: 0.999, weight: 845.90360708302579671,
    interval: (0.97998691413336865403, 1.0),
    ratio: (0.9960199004975124, 1.3561608265098997685)),
  ReferenceSequence(
    count: 0, n: 40000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 0.00010232132089505257587),
    ratio: (2.4996875390576178e-05, 0.73181633986920205408)),
  ReferenceSequence(
    count: 8, n: 40000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.000047099616484144523066, 0.00048731615452616452993),
    ratio: (0.0002249718785151856, -1.0793510777458068732)),
  ReferenceSequence(
    count: 13860, n: 40000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.33929986004986226687, 0.35374212340960827768),
    ratio: (0.3464816897887764, -1.1166641263215527361)),
  ReferenceSequence(
    count: 37872, n: 40000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.94333286136525383765, 0.95014494273618280235),
    ratio: (0.9467066616672916, -1.1130947667249039548)),
  ReferenceSequence(
    count: 40000, n: 40000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.99989767867910494742, 1.0),
    ratio: (0.9999000124984377, 2.9273992590228370382)),
  ReferenceSequence(
    count: 0, n: 1000000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 3.0746201111181535154e-6),
    ratio: (9.999950000249998e-07, 0.97433634485214689428)),
  ReferenceSequence(
    count: 1, n: 1000000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 8.5588675969566196487e-6),
    ratio: (1.9999900000499996e-06, -3.3948771738306753325)),
  ReferenceSequence(
    count: 3, n: 1000000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (2.1992327247967076961e-8, 0.000013033648997196086972),
    ratio: (3.999980000099999e-06, -3.506633843032109093)),
  ReferenceSequence(
    count: 946812, n: 1000000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.9460516868680866344, 0.94756640553962155237),
    ratio: (0.9468082659586702, -2.6719298663516284926)),
  ReferenceSequence(
    count: 1000000, n: 1000000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.99999692537988888185, 1.0),
    ratio: (0.9999960000199999, 3.8973513507055948927)),
  ReferenceSequence(
    count: 0, n: 1000000000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.0, 2.9959084468358918872e-9),
    ratio: (9.99999995e-10, 0.99994118937428994101)),
  ReferenceSequence(
    count: 2, n: 1000000000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (2.4008892891891016969e-16, 1.8141434814482973116e-8),
    ratio: (2.9999999850000002e-09, -10.345298724774684968)),
  ReferenceSequence(
    count: 31415, n: 1000000000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.000030647492586877259965, 0.000032193653976086227585),
    ratio: (3.141599984292e-05, -6.516585439884297418)),
  ReferenceSequence(
    count: 947123456, n: 1000000000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.94709322838975145295, 0.94715367363180382239),
    ratio: (0.9471234522643828, -6.1235888090743008421)),
  ReferenceSequence(
    count: 1000000000, n: 1000000000, halfWidth: 0.005, confidence: 0.95, weight: 4801.8235258676553865,
    interval: (0.99999999700409155316, 1.0),
    ratio: (0.999999996, 3.9997647813906555335)),
]

/// The smallest n whose interval for a fraction is as narrow as wanted.
let referenceNeeds: [(halfWidth: Double, estimate: Double, confidence: Double, n: Int64)] = [
  (0.005, 0.0, 0.95, 1893),
  (0.005, 0.5, 0.95, 94805),
  (0.005, 0.947, 0.95, 19091),
  (0.02, 0.3, 0.99, 6695),
  (0.1, 0.5, 0.8, 175),
  (0.001, 0.0001, 0.95, 21107),
  (0.25, 1.0, 0.95, 8),
]
