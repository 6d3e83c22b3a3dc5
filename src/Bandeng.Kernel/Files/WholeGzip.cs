using System.IO.Compression;
using System.Security.Cryptography;

namespace Bandeng.Kernel.Files;

/// <summary>
/// What is packed in a <c>.gz</c> file (RFC 1952), if the file is whole: a member whose check sum or length at its end
/// does not fit is refused, and so is one that stops halfway.
/// </summary>
/// <remarks>
/// The unpacking stream takes a file that stops halfway for one that is over. So a member of our own follows the file:
/// unpacked it comes out last, after a whole file alone, and is not given on.
/// </remarks>
internal sealed class WholeGzip(Stream file)
    : ForwardStream(new GZipStream(new Followed(file), CompressionMode.Decompress))
{
    private const int MarkSize = 16;
    private const int BlockSize = 1 << 16;

    private static readonly byte[] Mark = RandomNumberGenerator.GetBytes(MarkSize);
    private static readonly byte[] Packed = Pack(Mark);

    private readonly byte[] _held = new byte[BlockSize];
    private int _count;
    private bool _isOver;

    /// <exception cref="InvalidDataException">The file is cut off or damaged.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_count <= MarkSize && !_isOver)
        {
            var read = Inner.Read(_held, _count, _held.Length - _count);
            _count += read;
            _isOver = read == 0;
        }

        if (_isOver && !_held.AsSpan(0, _count).EndsWith(Mark))
        {
            throw new InvalidDataException("The file stops before its end.");
        }

        var given = Math.Min(count, _count - MarkSize);
        _held.AsSpan(0, given).CopyTo(buffer.AsSpan(offset));
        _held.AsSpan(given, _count - given).CopyTo(_held);
        _count -= given;
        return given;
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private sealed class Followed(Stream file) : ForwardStream(file)
    {
        private int _place;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Inner.Read(buffer, offset, count);
            if (read > 0)
            {
                return read;
            }

            var more = Math.Min(Packed.Length - _place, count);
            Packed.AsSpan(_place, more).CopyTo(buffer.AsSpan(offset));
            _place += more;
            return more;
        }
    }
}
