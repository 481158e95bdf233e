namespace Hermetic.EndToEnd.Browser;

/// <summary>Two conversations with one message of every kind that the phones draw.</summary>
internal static class Scene
{
    public const string List = "Choose a time";

    public static object Times => new
    {
        type = "list",
        header = new { type = "text", text = "Tuesday, 24 November" },
        body = new { text = "These times are free tomorrow afternoon." },
        footer = new { text = "Times in Berlin" },
        action = new
        {
            button = List,
            sections = new[]
            {
                new { title = "With Mara", rows = new[] { Row("m1", "13:00"), Row("m2", "14:30"), Row("m3", "16:15") } },
                new { title = "With Jonas", rows = new[] { Row("j1", "13:45"), Row("j2", "17:00") } },
            },
        },
    };

    public static object Question => new
    {
        type = "button",
        body = new { text = "Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?" },
        action = new { buttons = new[] { Button("yes", "Confirm"), Button("no", "Another time") } },
    };

    public static object Link(string address) => new
    {
        type = "cta_url",
        body = new { text = "Your data is ready. The page opens once, for 15 minutes." },
        action = new { name = "cta_url", parameters = new { display_text = "Open my data", url = address } },
    };

    public static async Task PlayAsync(PhoneStage stage)
    {
        await TalkAsync(stage, PhoneStage.Ana);
        await stage.SendInteractiveAsync(PhoneStage.Ana, Times);
        await ShowAsync(stage, PhoneStage.Ben);
    }

    private static async Task TalkAsync(PhoneStage stage, int person)
    {
        await stage.TypeAsync(await stage.WriteAsync(person, "What are your opening hours?"));
        await stage.SayAsync(person, "*Salon Morgenrot* is open:\nTuesday to Friday 09:00–18:00\nSaturday 09:00–14:00");
        var question = await stage.SendInteractiveAsync(person, Question);
        await stage.PostAsync($"simulator/people/{person}/buttons", new { id = "yes", title = "Confirm", context = question });
        var booked = await stage.SayAsync(person, "Booked: Haircut on Friday, 27 November at 15:00.");
        await stage.WriteAsync(person, new { type = "reaction", reaction = new { message_id = booked, emoji = "👍" } });
        var typo = await stage.WriteAsync(person, "anything free tomorow?");
        await stage.WriteAsync(person, Edit(typo, "anything free tomorrow afternoon for my sister?"));
    }

    private static async Task ShowAsync(PhoneStage stage, int person)
    {
        await stage.WriteAsync(person, new { type = "location", location = new { latitude = 52.5366, longitude = 13.4106, name = "Zionskirchplatz" } });
        await stage.WriteAsync(person, new { type = "contacts", contacts = new[] { new { name = new { first_name = "Cleo", formatted_name = "Cleo Martin" } } } });
        var regretted = await stage.WriteAsync(person, "something I should not have said");
        await stage.WriteAsync(person, new { type = "revoke", revoke = new { original_message_id = regretted } });
        await stage.PutAsync("simulator/templates", new
        {
            name = "reminder",
            language = "en",
            category = "UTILITY",
            body = "Your appointment: {{1}}.",
            header = "Reminder",
            footer = "Salon Morgenrot",
            buttons = new object[]
            {
                new { kind = "QUICK_REPLY", text = "I will be there" },
                new { kind = "URL", text = "Directions", url = "https://maps.example/{{1}}" },
            },
            state = "APPROVED",
        });
        await stage.SendAsync(person, new() { ["type"] = "template", ["template"] = Reminder });
        await stage.SendInteractiveAsync(person, Link("http://127.0.0.1:9/d/1"));
        await stage.WriteAsync(person, "Averyveryverylongwordwithoutanyspaceinitthatmustbreaksomewherebecauseaphoneisnarrow شكرا جزيلا");
    }

    public static object Edit(string wamid, string body) => new
    {
        type = "edit",
        edit = new { original_message_id = wamid, message = new { type = "text", text = new { body } } },
    };

    private static object Reminder => new
    {
        name = "reminder",
        language = new { code = "en" },
        components = new object[]
        {
            new { type = "body", parameters = new[] { new { type = "text", text = "Beard trim on Wednesday at 10:00" } } },
            new { type = "button", sub_type = "url", index = 1, parameters = new[] { new { type = "text", text = "salon" } } },
        },
    };

    private static object Row(string id, string title) => new { id, title, description = "Haircut, 45 minutes, €42" };

    private static object Button(string id, string title) => new { type = "reply", reply = new { id, title } };
}
