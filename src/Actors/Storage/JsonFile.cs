using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>Reads the JSON files of job directories.</summary>
internal static class JsonFile
{
    /// <summary>Null when it is missing, not readable or not of this shape: one broken job never hides another.</summary>
    public static T? TryRead<T>(string path, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(PlainFile.ReadAll(path), type);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
