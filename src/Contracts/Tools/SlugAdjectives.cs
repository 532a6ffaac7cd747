namespace AgentExec.Contracts.Tools;

/// <summary>The first words of the names of sessions; taken apart when the first name is needed.</summary>
internal static class SlugAdjectives
{
    private const string Text = """
        able agile airy alert amber ample apt aqua ardent ashen astute autumn azure balmy bold bonny brainy brave breezy bright
        brisk bronze bubbly buoyant busy calm candid caring casual central cheery chief chilly civic civil classic clean clear clever cloudy
        coastal comfy cool copper coral cordial cosmic cozy crafty creamy crimson crisp curious dainty dapper daring dawn dear decent deep
        deft dewy direct dreamy dry dusky eager early earnest easy eastern elegant epic equal exact expert fabled fair famous fancy
        fast fearless festive fine firm fleet floral fluent fluffy fond frank free fresh friendly frosty full gallant gentle genial giddy
        gifted glad gleaming global glossy golden good graceful grand grassy grateful great green handy happy hardy hazel hearty helpful heroic
        high honest humble icy ideal indigo ivory jade jaunty jolly jovial joyful jubilant keen kind kindly large lasting leafy light
        likable lilac lime lively lofty logical loyal lucid lucky lunar magic main maple marine mellow merry mighty mild mindful minty
        misty modern modest mossy native neat nice nimble noble northern novel oaken olive open orange orderly pastel patient peaceful pearly
        peppy placid plain playful pleasant plucky plum polar polite posh prime proper proud pure quaint quick quiet radiant rapid rare
        ready regal rich robust rosy ruby rural rustic safe sandy scenic secure serene sharp shining silent silky silver simple sincere
        sleek smart smiling smooth snowy snug social soft solar solid sonic sound southern spicy splendid spry stable steady stellar still
        stout sturdy subtle sunlit sunny super sure swift tame tawny teal tender thankful thrifty tidal tidy topaz tranquil trim true
        trusty unique upbeat urban useful valiant vast velvet verdant vivid warm wavy western whole wild willing windy winged wise witty
        """;

    public static string[] All { get; } = Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
