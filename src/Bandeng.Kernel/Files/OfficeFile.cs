using System.Text;
using Bandeng.Kernel.CommandLine;

namespace Bandeng.Kernel.Files;

/// <summary>Opens what offices hand over: UTF-8 with or without a mark, or GBK; packed (<c>.gz</c>) too.</summary>
public static class OfficeFile
{
    private const int BlockSize = 1 << 16;

    static OfficeFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a file as text. It is read once to tell its encoding and then from its start.</summary>
    /// <exception cref="MistakeException">
    /// <c>file.missing</c>, <c>file.empty</c>, or <c>file.unreadable</c> for a folder, a locked or a binary file, or a
    /// packed one that is cut short or damaged.
    /// </exception>
    public static StreamReader OpenText(string path)
    {
        try
        {
            var encoding = EncodingOf(path);
            return new StreamReader(OpenBytes(path), encoding, detectEncodingFromByteOrderMarks: true, BlockSize);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Directory.Exists(path)
                ? Unreadable(path, "is a folder")
                : new MistakeException("file.missing", $"There is no file {path}.");
        }
        catch (InvalidDataException) when (IsPacked(path))
        {
            throw Unreadable(
                path, "is cut short or damaged: it does not come to the length and the check sum at its end");
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw Unreadable(path, Directory.Exists(path) ? "is a folder" : "cannot be read");
        }
    }

    /// <summary>
    /// Text that came without saying in which letters: UTF-8 with or without a mark where it is valid, else GBK.
    /// </summary>
    public static string TextOf(ReadOnlySpan<byte> bytes)
    {
        var plain = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return (System.Text.Unicode.Utf8.IsValid(plain) ? Encoding.UTF8 : Encoding.GetEncoding("GB18030"))
            .GetString(plain);
    }

    private static Stream OpenBytes(string path)
    {
        var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BlockSize, FileOptions.SequentialScan);
        return IsPacked(path)
            ? new WholeGzip(file)
            : file;
    }

    private static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static Encoding EncodingOf(string path)
    {
        using var bytes = OpenBytes(path);
        var utf8 = new StrictCheck(new UTF8Encoding(false, throwOnInvalidBytes: true));
        var block = new byte[BlockSize];
        var total = 0L;
        while (bytes.Read(block) is var read and > 0)
        {
            var part = block.AsSpan(0, read);
            if (part.Contains((byte)0))
            {
                throw Unreadable(path, "is not text");
            }

            utf8.Take(part);
            total += read;
        }

        return total == 0 ? throw new MistakeException("file.empty", $"{path} is empty.")
            : utf8.Holds ? Encoding.UTF8 : Encoding.GetEncoding("GB18030");
    }

    private static MistakeException Unreadable(string path, string why) => new("file.unreadable", $"{path} {why}.");

    /// <summary>
    /// Whether all bytes so far decode; a character cut at the very end of the file is no fault of the encoding.
    /// </summary>
    private sealed class StrictCheck(Encoding encoding)
    {
        private readonly Decoder _decoder = encoding.GetDecoder();
        private readonly char[] _characters = new char[BlockSize + 16];

        public bool Holds { get; private set; } = true;

        public void Take(ReadOnlySpan<byte> bytes)
        {
            try
            {
                _ = Holds ? _decoder.GetChars(bytes, _characters, flush: false) : 0;
            }
            catch (DecoderFallbackException)
            {
                Holds = false;
            }
        }
    }
}
