using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Output;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class ArrivalOrderTests
{
    [Fact]
    public void Should_say_nothing_while_only_stdout_comes() => Assert.Empty(new Writer().Write(0, "a").Write(0, "ü").Finish().Entries);

    [Fact]
    public void Should_say_where_one_stream_passes_to_the_other() => Assert.Equal(
        [new ArrivalEntry(true, 2, 0), new ArrivalEntry(false, 2, 3), new ArrivalEntry(true, 4, 3)],
        new Writer().Write(0, "a").Write(0, "b").Write(1, "xyz").Write(1, "").Write(0, "cd").Write(1, "!").Finish().Entries);

    /// <summary>Every character of one to four bytes, cut everywhere, with the other stream between.</summary>
    [Theory]
    [InlineData("é")]
    [InlineData("€")]
    [InlineData("🚀")]
    public void Should_cut_no_character(string character)
    {
        var bytes = Encoding.UTF8.GetBytes(character);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var writer = new Writer().Write(0, [(byte)'a', .. bytes[..cut]]).Write(1, "-").Write(0, [.. bytes[cut..], (byte)'b']).Finish();
            Assert.Equal($"a-{character}b", writer.Read());
            // Also one byte at a time, each followed by the other stream.
            writer = new Writer().Write(0, "a");
            foreach (var one in bytes) writer.Write(0, [one]).Write(1, "-");
            Assert.Equal($"a{new string('-', bytes.Length - 1)}{character}-", writer.Finish().Read());
        }
    }

    [Theory]
    [InlineData("61E2", "2D", "a-\uFFFD")]
    [InlineData("61F09F9A", "2D", "a-\uFFFD")]
    // No beginning of a character: it stays where it came.
    [InlineData("61FF", "2D", "a\uFFFD-")]
    [InlineData("6180", "2D", "a\uFFFD-")]
    [InlineData("61ED A0", "2D", "a\uFFFD\uFFFD-")]
    [InlineData("61F8 88 80 80", "2D", "a\uFFFD\uFFFD\uFFFD\uFFFD-")]
    // Both end in the middle of one.
    [InlineData("E2", "C3", "\uFFFD\uFFFD")]
    public void Should_lose_no_byte_of_what_is_no_text(string stdout, string stderr, string read)
    {
        var writer = new Writer().Write(0, Bytes(stdout)).Write(1, Bytes(stderr)).Finish();
        writer.ShouldHoldEveryByteOnce(stdout);
        Assert.Equal(read, writer.Read());
    }

    [Fact]
    public void Should_count_nothing_that_the_log_refused()
    {
        var writer = new Writer().Write(0, "abc").Refuse(0, 3).Write(1, "x").Write(0, "d").Finish();
        Assert.Equal([new ArrivalEntry(true, 0, 0), new ArrivalEntry(false, 0, 1)], writer.Entries);
        Assert.Equal("xd", writer.Read());
        // What is left of a character is none.
        writer = new Writer().Write(0, [0xE2]).Refuse(0, 1).Write(1, "x").Write(0, "d").Write(1, "y").Finish();
        Assert.Equal("xdy", writer.Read());
    }

    [Fact]
    public void Should_give_back_any_writes_in_their_order()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var (writer, expected) = (new Writer(), new StringBuilder());
            string[] letters = ["a", "\n", "é", "€", "🚀"];
            for (var write = 0; write < 30; write++)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => letters[random.Next(letters.Length)]));
                writer.Write(random.Next(2), text);
                expected.Append(text);
            }

            Assert.True(expected.ToString() == writer.Finish().Read(), $"seed {seed}");
            // Cut anywhere, also in the middle of characters: every stream is what it was.
            writer = new Writer();
            for (var write = 0; write < 30; write++)
            {
                var bytes = Encoding.UTF8.GetBytes("aé€🚀");
                var from = random.Next(bytes.Length);
                writer.Write(random.Next(2), bytes[from..random.Next(from, bytes.Length + 1)]);
            }

            writer.Finish().ShouldHoldEveryByteOnce($"seed {seed}");
        }
    }

    /// <summary>Told late, as on a disk that refuses, or to save place: what somebody read before stays as it was read, and what he reads behind it is the rest.</summary>
    [Fact]
    public void Should_never_take_back_what_was_read()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var (writer, read) = (new Writer { TellsLate = true }, "");
            for (var write = 0; write < 60; write++)
            {
                writer.Write(random.Next(2), $"{(char)('a' + write % 26)}");
                // Of there and back again a disk that gets full may take the first only.
                if (random.Next(6) == 0) writer.Tell(random.Next(1, 3));
                var now = writer.Read();
                Assert.True(now.StartsWith(read, StringComparison.Ordinal), $"seed {seed}: {read} became {now}");
                read = now;
            }

            writer.Finish().ShouldHoldEveryByteOnce($"seed {seed}");
            Assert.StartsWith(read, writer.Read(), StringComparison.Ordinal);
        }
    }

    /// <summary>Also of characters of several bytes, written one by one.</summary>
    [Fact]
    public void Should_cut_no_character_when_it_tells_late()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var text = "zwölf € 🚀"u8.ToArray();
        for (var round = 0; round < 300; round++)
        {
            var (writer, come) = (new Writer { TellsLate = true }, new int[2]);
            for (var write = 0; write < 60; write++)
            {
                var stream = random.Next(2);
                writer.Write(stream, [text[come[stream]++ % text.Length]]);
                if (random.Next(6) == 0) writer.Tell();
            }

            writer.Finish().ShouldHoldEveryByteOnce($"seed {seed}");
            foreach (var entry in writer.Entries.SkipLast(1))
                Assert.True(IsBeginning(text, entry.StdoutBytes) && IsBeginning(text, entry.StderrBytes), $"seed {seed}");
        }
    }

    private static bool IsBeginning(byte[] text, long at) => (text[(int)(at % text.Length)] & 0xC0) != 0x80;

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Writes both streams as the keeper does, and reads them as their entries say.</summary>
    private sealed class Writer
    {
        private readonly ArrivalOrder _order = new();
        private readonly List<byte>[] _logs = [[], []];

        public List<ArrivalEntry> Entries { get; } = [];

        /// <summary>Only when asked to.</summary>
        public bool TellsLate { get; init; }

        public int Length => _logs[0].Count + _logs[1].Count;

        public Writer Write(int stream, string text) => Write(stream, Encoding.UTF8.GetBytes(text));

        public Writer Write(int stream, byte[] piece)
        {
            _order.Next((OutputStream)stream, piece);
            if (!TellsLate && _order.Passage is { } entry) Add(entry);
            _logs[stream].AddRange(piece);
            return this;
        }

        public void Tell(int most = 2)
        {
            foreach (var entry in _order.Untold().Take(most)) Add(entry);
        }

        public Writer Refuse(int stream, int count)
        {
            _order.Refused((OutputStream)stream, count);
            _logs[stream].RemoveRange(_logs[stream].Count - count, count);
            return this;
        }

        public Writer Finish()
        {
            if (_order.Finish() is { } entry) Add(entry);
            return this;
        }

        public string Read() => Encoding.UTF8.GetString([.. Parts().SelectMany(part => _logs[part.Stream].GetRange(part.From, part.To - part.From))]);

        public void ShouldHoldEveryByteOnce(string what)
        {
            var place = new int[2];
            long combined = 0;
            foreach (var (stream, from, to) in Parts())
            {
                Assert.True(place[stream] == from && to >= from, what);
                (place[stream], combined) = (to, combined + to - from);
            }

            Assert.True(combined == Length && place[0] == _logs[0].Count && place[1] == _logs[1].Count, what);
            for (var i = 1; i < Entries.Count; i++) Assert.True(Entries[i].Combined >= Entries[i - 1].Combined, what);
        }

        private void Add(ArrivalEntry entry)
        {
            Entries.Add(entry);
            _order.Tell(entry);
        }

        private IEnumerable<(int Stream, int From, int To)> Parts()
        {
            var all = Entries.Prepend(new ArrivalEntry(false, 0, 0)).Append(new ArrivalEntry(false, _logs[0].Count, _logs[1].Count)).ToList();
            for (var i = 0; i + 1 < all.Count; i++)
                yield return all[i].IsStderr
                    ? (1, (int)all[i].StderrBytes, (int)all[i + 1].StderrBytes)
                    : (0, (int)all[i].StdoutBytes, (int)all[i + 1].StdoutBytes);
        }
    }
}
