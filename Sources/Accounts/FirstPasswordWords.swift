extension FirstPassword {
    /// 1,060 words that are easy to read out and to type: our own list, three to ten small letters each.
    static let words: [Substring] = """
        acorn adder agate alder almond alpine amber anchor angle ankle anthem apple apron arbour arcade arch arena
        arrow artist ashes aspen atlas attic autumn avenue axle bacon badge badger bagel baker balcony ballad
        balloon balsam bamboo banana bandage banjo banner barge barley barn barrel basil basin basket bassoon batch
        bather bayleaf beach beacon beaker beam bean beaver bedrock beech beetle bell bench berry bicycle birch
        biscuit blanket blaze blossom blouse bluebell boat bobbin bolt bonfire bonnet book boot border borough
        bottle boulder bowl bracken braid bramble branch brass bread breeze brick bridge bronze brook broom broth
        bubble bucket buckle bugle bulb bumble bunting burrow butter button buzzard cabbage cabin cable cactus cairn
        cake calico camel camera canal candle canoe canopy canvas canyon caramel caravan cardigan carnival carol
        carpet carrot cartoon castle catkin cattle cavern cedar celery cellar cello cement chalk channel chapel
        chapter charcoal cherry chess chestnut chicken chimney chisel chorus chutney cider cinder cinema circle
        citrus clarinet clay cliff cloak clock cloth cloud clover coast cobalt cobble cockle cocoa coconut coffee
        collar comet compass concert conker copper coral corner cornet cottage cotton counter cove cradle crane
        crater crayon cream crescent cricket crocus crowd crown crumble crystal cuckoo cupboard curlew current curry
        curtain cushion custard cycle cymbal cypress daffodil daisy damson dancer dapple darling dawn daylight
        decade delta denim desert desk dial diamond diary dinghy dinner dipper dolphin dome domino donkey doorway
        dormouse dove dragonfly drawer drift drizzle drum duckling dumpling dune dusk dynamo eagle earring earth
        easel echo eclipse eddy eider elbow elder electric elephant elm ember emerald empire engine envelope ermine
        estuary evening evergreen fabric falcon famous fanfare farmer farthing feast feather fennel fern ferret
        ferry festival fiddle field figure filter finch finger fiord firefly flagon flagstone flame flannel flask
        fleece flint flour flower flute foal foghorn folder forest forge fossil fountain foxglove fragment freckle
        freesia fresco fresh friday fringe frost fruit fuchsia funnel furlong furnace furrow gable galaxy gallery
        galley gallon gander gannet garden garland garlic garnet gate gazebo gazelle gecko geranium geyser ginger
        giraffe glacier glade glass glider glimmer globe glove gnome goblet golden goldfinch gondola gooseberry
        gorse granary granite grape graphite gravel gravy greenhouse griddle grotto grouse grove guitar gull gully
        gutter habitat haddock hailstone halibut hamlet hammer hammock hamper handle harbour harebell harmony
        harness harp harvest hatchet hawthorn haystack hazel headland heather hedge hedgehog helmet hemlock hemp
        herald herb heron herring hexagon hickory hillside hinge hollow holly honey hoop horizon hornet horse hostel
        hourglass hummock hutch hyacinth hydrant iceberg icicle igloo iguana indigo inkwell inlet insect island
        ivory ivy jackdaw jacket jackpot jade jaguar jasmine jasper javelin jelly jetty jewel jigsaw jingle jockey
        jotter journal jubilee juggler juice jukebox jumper junction jungle juniper kangaroo kayak kelp kennel
        kernel kestrel kettle keyboard kiln kilt kimono kindle kingfisher kiosk kipper kitchen kite kitten kiwi
        koala label laburnum lace lacquer ladder ladle ladybird lagoon lake lamb lamp lantern lapwing larch lark
        latch lattice laurel lavender lawn leaflet leather ledger leek legend lemon lentil leopard lettuce lever
        library lichen lighthouse lilac lily limerick limpet linden linen lintel lizard llama lobster locket lodge
        loft longboat loom lorry lotus lumber lupin lyric mackerel magnet magnolia magpie mahogany mallard mallet
        mammoth mandarin mango mantle maple marble marigold market marmot marrow marsh marten marzipan mascot
        matchbox mattress meadow medal medley melody melon memento merlin mermaid metal meteor midnight milestone
        milkmaid millet mineral minnow minstrel mint mirror mitten mixture moat mocha mohair molten monarch monday
        monsoon moonbeam moorland mosaic moss motor mountain mousse muffin mulberry mural museum mushroom music
        mussel mustard mutton myrtle napkin narrow nature nautilus navy necklace nectar needle nettle newspaper newt
        nickel nightjar nimble noble noodle northern notebook nougat novel nugget number nutmeg oakwood oasis
        oatmeal oboe ocean octave octopus office olive omelette onion opal opera orange orchard orchid oregano organ
        origami oriole osprey ostrich otter outpost oval oven overcoat oxbow oyster paddle paddock pageant painter
        palace palette pamphlet pancake panda pansy panther papaya paper paprika parade parasol parcel parchment
        parka parrot parsley parsnip partridge passage pasta pastel pastry patch patio pavilion pawnshop peach
        peacock peanut pearl pebble pecan pedal pelican pencil penguin pennant pepper perch petal petrel pewter
        pheasant piano piccolo pickle picnic pigeon pigment pillar pillow pilot pimpernel pinecone pintail pioneer
        pippin pitcher pixel planet plank plantain plaster platform platter plaza plover plum plumage pocket polar
        pollen polo pompom pond pony poplar poppy porcelain porch porpoise porridge portrait postcard poster potato
        pottery powder prairie praline prawn primrose printer prism promenade prune pudding puddle puffin pulley
        pumice pumpkin puppet purple puzzle pylon quail quarry quartet quartz quay quill quilt quince quiver rabbit
        raccoon radar radio radish raft railway rainbow raisin rambler ramp ranger rapids raspberry raven ravine
        reading reed reef regatta reindeer relay ribbon riddle ridge ripple river rivet robin rocket rooster
        rosemary rosette rowan rowboat rubber rucksack rudder ruler rumble runway russet rustic saddle saffron
        sailor salad salmon salsa samovar sandal sandwich sapling sapphire sardine satchel satin saturn saucer
        sawdust saxophone scallop scarf scarlet scenic schooner scooter seagull seashell season secluded sedge
        seedling sequin serenade sesame shadow shallot shamrock shawl shelf shelter shepherd sherbet shingle shoal
        shutter sickle signal silk silver skate sketch skylark slate sleigh slipper sloop smithy snowdrop snowflake
        socket solar sonnet sorbet sorrel soup spaniel spanner sparkle sparrow spindle spiral spire spoon spring
        sprout spruce squash squirrel stable staircase stamp starfish starling station steeple stencil stepping
        stitch stoat stocking stone stork stove straw stream stripe studio sugar suitcase summit sundial sunflower
        surface surfer swallow swan sweater swift swivel sycamore symbol syrup table tadpole talcum tandem tangerine
        tapestry target tarragon tartan tassel tavern teacup teal teapot temple tennis tepee terrace terrier theatre
        thicket thimble thistle thrush thunder thyme ticket tiger tile timber timpani tinsel toadstool toast toffee
        tomato topaz torch tortoise toucan towel tower tractor trellis triangle trident trinket trolley trombone
        trout trowel truffle trumpet tugboat tulip tundra tunic tunnel turban turbine turnip turquoise turret turtle
        tweed twig twilight umbrella unicorn upland upright urchin valley vanilla varnish vase velvet veranda verse
        viaduct victory village vinegar vineyard viola violet violin vista volcano voyage waffle wagon wagtail
        walnut walrus waltz wander warbler wardrobe warren washer waterfall wattle wax weasel weather weaver wedge
        western wharf wheat wheel whisker whistle wicker widget wigwam willow windmill window winter wisteria wombat
        woodland woodpecker woollen workshop wreath wren yacht yarn yarrow yellow yeoman yoghurt yonder zebra zenith
        zephyr zigzag zinc zinnia zipper zither
        """.split { $0 == " " || $0 == "\n" }
}
