from django.db import migrations


def note_addresses(apps, schema_editor):
    from articles.models.address import Address

    articles = apps.get_model("articles", "Article").objects
    for article in articles.exclude(url="").only("url").iterator(chunk_size=500):
        articles.filter(pk=article.pk).update(url_key=Address.of(article.url).key)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0008_revisions"),
    ]

    operations = [
        migrations.RunPython(note_addresses, migrations.RunPython.noop),
    ]
