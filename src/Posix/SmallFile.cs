using System.Text;

namespace AgentExec.Posix;

/// <summary>The files of <c>/proc</c>, which are answered whole in one read. Plain descriptors, because the keeper carries no file streams.</summary>
public static class SmallFile
{
    private const int MostBytes = 4096;

    /// <summary>Up to 4 KiB of it; null when there is none or it may not be read, as when its process ends meanwhile.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            using var file = Files.TryOpenRead(null, path);
            Span<byte> buffer = stackalloc byte[MostBytes];
            return file is null ? null : Encoding.UTF8.GetString(buffer[..file.Read(buffer)]);
        }
        catch (PosixException)
        {
            return null;
        }
    }
}
