using System.IO.Compression;

namespace Bandeng.Kernel.Files;

/// <summary>
/// What is packed in a <c>.gz</c> file (RFC 1952), if the file is whole: a member whose check sum or length at its end does not
/// fit, or is not there, is refused, and so is one that stops halfway.
/// </summary>
/// <exception cref="InvalidDataException">Thrown while reading.</exception>
internal sealed class WholeGzip(Stream file) : ForwardStream(new GZipStream(new Filled(file), CompressionMode.Decompress))
{
    public override int Read(byte[] buffer, int offset, int count) => Inner.Read(buffer, offset, count);

    /// <summary>
    /// A stream with eight bytes more. The unpacking stream takes an end that is missing for the end of the file; these take the
    /// missing one's place and do not fit. After a whole member they are no member and are passed over.
    /// </summary>
    private sealed class Filled(Stream file) : ForwardStream(file)
    {
        private const int TrailerSize = 8;

        private int _left = TrailerSize;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Inner.Read(buffer, offset, count);
            if (read > 0)
            {
                return read;
            }

            var filled = Math.Min(_left, count);
            Array.Fill(buffer, byte.MaxValue, offset, filled);
            _left -= filled;
            return filled;
        }
    }
}
