using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgentExec.Contracts.Tests.Json;

/// <summary>The files below <c>Fixtures</c>: shapes that a released version wrote, which every later one reads.</summary>
internal static class FrozenFiles
{
    private static readonly string Folder = Repository.Path("tests/Contracts.Tests/Fixtures/v0.2");

    public static IEnumerable<string> Names(string pattern = "*") => Directory.GetFiles(Folder, pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public static T Read<T>(string name, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Text(name), type)!;
}
