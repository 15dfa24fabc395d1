from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('windows', '0036_keys_not_counted'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='togetheroutcome',
            name='together_refusal_says_why',
        ),
        migrations.AddConstraint(
            model_name='togetheroutcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('code', ''), ('is_done', True), ('said', '')), models.Q(('code', ''), ('is_done', None), ('said', '')), models.Q(('is_done__isnull', False), ('is_done', False), models.Q(('code', ''), _negated=True), models.Q(('said', ''), _negated=True)), _connector='OR'), name='together_refusal_says_why'),
        ),
    ]
