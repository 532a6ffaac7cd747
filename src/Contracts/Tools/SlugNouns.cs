namespace AgentExec.Contracts.Tools;

/// <summary>The second words of the names of sessions; taken apart when the first name is needed.</summary>
internal static class SlugNouns
{
    private const string Text = """
        acorn alder almond anchor antler apple apricot arbor arch aspen aster atlas aurora badger bamboo banjo barley basil bay beach
        beacon beaver beech bell berry birch bison blossom bluff boat bonsai book bough boulder branch breeze bridge brook bucket bud
        bunny burrow butter button cabin cactus camel candle canoe canyon cape cardinal castle cavern cedar cello chapel cherry chestnut citrus
        clam cliff cloud clover coast cocoa comet compass condor cookie coral cosmos cotton cove crane crater creek crest cricket crocus
        crow crystal daisy dale dawn deer delta desert dew dingo dolphin donkey dove dragon drum duck dune eagle echo eclipse
        elk elm ember emerald falcon fawn feather fern ferry fiddle field finch fir fjord flame flute foal forest fossil fountain
        fox frog galaxy garden garnet gazelle geyser ginger glacier glade glen goose gorge grain granite grape grove gull harbor hare
        harp haven hawk hazel heath hedge heron hill hollow honey horizon ibex ibis inlet iris island ivy jaguar jasmine jay
        jungle juniper kayak kelp kestrel kettle kite kiwi koala lagoon lake lantern lark laurel lavender leaf ledge lemon lemur lily
        linden lion llama lodge lotus lynx magnet magnolia mango mantis maple marble marsh marten meadow melon meteor mill mint mole
        moon moose moss moth mountain mulberry nebula nest nutmeg oak oasis oat ocean olive opal orbit orca orchard orchid oriole
        osprey otter owl oyster palm panda panther papaya parrot path peach peak pear pearl pebble pelican penguin peony pepper petal
        pheasant piano pigeon pine planet plateau plaza plover plum pond pony poplar poppy prairie prism puffin pumpkin quail quarry quartz
        quill rabbit raccoon rain rainbow raven reed reef ridge river robin rocket rose rudder sage sail salmon sapphire satchel seal
        """;

    public static string[] All { get; } = Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
