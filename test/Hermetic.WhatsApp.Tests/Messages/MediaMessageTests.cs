namespace Hermetic.WhatsApp.Tests;

public sealed class MediaMessageTests
{
    [Fact]
    public void A_picture_points_to_a_file_at_Meta()
    {
        var picture = BodyVectors.Content<ImageMessage>("picture with a caption");
        Assert.Equal("Mi perro", picture.Caption.Show());
        Assert.Equal(("65463453", "image/jpeg"), (picture.Media.Id.Show(), picture.Media.MimeType.Show()));
        Assert.Equal(("4656+8g=", "https://lookaside.fbsbx.com/x?mid=1"), (picture.Media.Sha256.Show(), picture.Media.Url.Show()));
    }

    [Fact]
    public void A_document_has_a_name_that_is_only_a_name()
    {
        var document = BodyVectors.Content<DocumentMessage>("document");
        Assert.Equal(("receta.pdf", "La receta"), (document.FileName.Show(), document.Caption.Show()));
    }

    [Fact]
    public void What_is_not_said_is_not_there()
    {
        var video = BodyVectors.Content<VideoMessage>("video");
        Assert.Null(video.Caption);
        Assert.Null(video.Media.Url);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", false)]
    [InlineData("1", false)]
    [InlineData("null", false)]
    public void A_voice_message_says_so_in_JSON_and_not_in_words(string voice, bool isVoice) =>
        Assert.Equal(isVoice, Media<AudioMessage>("audio", $"\"voice\":{voice}").IsVoice);

    [Fact]
    public void A_sticker_may_move() =>
        Assert.True(BodyVectors.Content<StickerMessage>("sticker that moves").IsAnimated);

    [Theory]
    [InlineData("image")]
    [InlineData("video")]
    [InlineData("document")]
    [InlineData("audio")]
    [InlineData("sticker")]
    public void Every_kind_of_file_is_a_media_message(string type) =>
        Assert.Equal("7", Media<MediaMessage>(type, "\"caption\":5").Media.Id.Show());

    private static T Media<T>(string type, string member)
        where T : MediaMessage =>
        Assert.IsType<T>(
            Bodies.OneMessage($$"""{"id":"w","from":"1","type":"{{type}}","{{type}}":{"id":"7",{{member}}} }""").Content,
            exactMatch: false);
}
